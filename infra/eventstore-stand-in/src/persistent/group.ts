import { metadataStreamOf, type StoredEvent } from '../store/event.ts';
import { systemEvents } from '../store/first-events.ts';
import { resolveLink } from '../store/resolve-link.ts';
import type { Store } from '../store/store.ts';
import { progressFrom } from './checkpoint.ts';
import { type Consumer, chooseConsumer, type Message } from './consumer.ts';
import { groupFailures } from './failures.ts';
import { type GroupSettings, groupId } from './settings.ts';
import { openSource } from './source.ts';

/** What a consumer says of a message that it did not do. */
export type Nack = 'unknown' | 'park' | 'retry' | 'skip' | 'stop';

/** What is going on in a group now. */
export type GroupState = {
  readonly consumers: readonly Consumer[];
  readonly checkpoint: bigint | null;
  readonly lastKnown: bigint;
  readonly buffered: number;
  readonly retrying: number;
  readonly inFlight: number;
  readonly parked: bigint;
  readonly delivered: number;
};

/** A group of consumers that share the events of a stream, each event at least once. */
export type Group = {
  readonly settings: GroupSettings;
  /** Throws when there are as many consumers as allowed. */
  requireRoom(): void;
  join(consumer: Consumer): void;
  /** What the consumer had goes to others, counted as one more try. */
  leave(consumer: Consumer): void;
  ack(consumer: Consumer, ids: readonly string[]): void;
  nack(consumer: Consumer, ids: readonly string[], said: { readonly action: Nack; readonly reason: string }): void;
  /** Delivers the parked messages anew, `stopAt` of them at most. */
  replayParked(stopAt: bigint | null): Promise<void>;
  state(): GroupState;
  /** Reads no more. */
  halt(): void;
  /** Ends the calls of all consumers as dropped, and reads no more. */
  close(): void;
};

/** The server looks for late messages, and at its checkpoint, once a second. */
const TICK_MS = 1000;

export const checkpointStream = (id: string): string => `$persistentsubscription-${id}-checkpoint`;
export const parkedStream = (id: string): string => `$persistentsubscription-${id}-parked`;

/** Starts a group after its stored checkpoint. `report` is told what could not be written. */
export function startGroup(store: Store, settings: GroupSettings, report: (error: unknown) => void): Group {
  const id = groupId(settings.stream, settings.group);
  const stored = lastOf(checkpointStream(id));
  const start = stored ? BigInt(JSON.parse(Buffer.from(stored.data).toString())) : null;
  const source = openSource(store, settings, start);
  const progress = progressFrom(start);
  const consumers: Consumer[] = [];
  const isPinned = settings.strategy.startsWith('Pinned');
  let buffer: Message[] = [];
  let retries: Message[] = [];
  let delivered = 0;
  let checkpointAtMs = Date.now();
  const forget = store.onCommit(pump);
  const clock = setInterval(tick, TICK_MS);
  clock.unref();

  function lastOf(stream: string): StoredEvent | undefined {
    return store.backwards(stream, store.state(stream).last, 1)[0];
  }

  /** Reads on when there is room, and tells whether there was anything. */
  function fill(): boolean {
    // Of pinned messages some wait for their consumer while others may go.
    const hasRoom = buffer.length === 0 || (isPinned && buffer.length < settings.historyBufferSize);
    if (!hasRoom) return false;
    const found = source.next(settings.readBatchSize);
    for (const { event, at, matches } of found) {
      progress.begin(at);
      if (matches) buffer.push(messageOf(event, at));
      else progress.done(at);
    }
    return found.length > 0;
  }

  function messageOf(event: StoredEvent, at: bigint | null): Message {
    // A parked message is a link, whether or not the group follows those of its stream.
    const resolved = resolveLink(store, event, settings.resolvesLinks || at === null);
    return { id: event.id, resolved, at, retries: 0 };
  }

  function pump() {
    if (consumers.length === 0) return;
    retries = deliver(retries);
    do buffer = deliver(buffer);
    while (fill());
  }

  /** Sends what it can, and returns what has to wait. */
  function deliver(queue: readonly Message[]): Message[] {
    const waiting: Message[] = [];
    for (const [index, message] of queue.entries()) {
      const choice = chooseConsumer(settings.strategy, consumers, { message, turn: delivered });
      if (choice === 'full') return [...waiting, ...queue.slice(index)];
      if (choice === 'wait') {
        waiting.push(message);
        continue;
      }
      delivered += 1;
      choice.sent += 1;
      choice.inFlight.set(message.id, { message, expiresAtMs: Date.now() + settings.messageTimeoutMs });
      choice.send(message);
    }
    return waiting;
  }

  function finish({ at }: Message) {
    if (at === null) return;
    progress.done(at);
    if (progress.unstored() >= Math.max(1, settings.maxCheckpointCount)) storeCheckpoint();
  }

  function again(message: Message, reason: string) {
    if (message.retries >= settings.maxRetryCount) park(message, reason);
    else retries.push({ ...message, retries: message.retries + 1 });
  }

  function park(message: Message, reason: string) {
    const target = message.resolved.event ?? message.resolved.link;
    if (!target) return;
    const metadata = JSON.stringify({ added: new Date().toISOString(), reason });
    const link = systemEvents.link(target.stream, target.revision, metadata);
    store.append(parkedStream(id), 'any', [link]).then(
      () => finish(message),
      (error: unknown) => {
        retries.push(message);
        report(error);
      },
    );
  }

  function storeCheckpoint() {
    const checkpoint = progress.checkpoint();
    if (checkpoint === null || progress.unstored() === 0) return;
    progress.stored();
    checkpointAtMs = Date.now();
    const event = systemEvents.of('$SubscriptionCheckpoint', JSON.stringify(String(checkpoint)));
    store.append(checkpointStream(id), 'any', [event]).catch(report);
  }

  function tick() {
    const nowMs = Date.now();
    for (const consumer of consumers) {
      for (const [messageId, { message, expiresAtMs }] of consumer.inFlight) {
        if (expiresAtMs > nowMs) continue;
        consumer.inFlight.delete(messageId);
        again(message, 'Reached max retry count of the group.');
      }
    }
    const isDue = nowMs - checkpointAtMs >= settings.checkpointAfterMs;
    if (isDue && progress.unstored() >= Math.max(1, settings.minCheckpointCount)) storeCheckpoint();
    pump();
  }

  function halt() {
    forget();
    clearInterval(clock);
  }

  function take(consumer: Consumer, messageId: string): Message | undefined {
    const found = consumer.inFlight.get(messageId)?.message;
    consumer.inFlight.delete(messageId);
    return found;
  }

  return {
    settings,
    requireRoom() {
      const { maxSubscriberCount } = settings;
      if (maxSubscriberCount > 0 && consumers.length >= maxSubscriberCount) throw groupFailures.full(settings);
    },
    join(consumer) {
      consumers.push(consumer);
      pump();
    },
    leave(consumer) {
      const index = consumers.indexOf(consumer);
      if (index < 0) return;
      consumers.splice(index, 1);
      for (const { message } of consumer.inFlight.values()) retries.push({ ...message, retries: message.retries + 1 });
      consumer.inFlight.clear();
      pump();
    },
    ack(consumer, ids) {
      for (const messageId of ids) {
        const message = take(consumer, messageId);
        if (message) finish(message);
      }
      pump();
    },
    nack(consumer, ids, { action, reason }) {
      for (const messageId of ids) {
        const message = take(consumer, messageId);
        if (!message) continue;
        if (action === 'park') park(message, reason);
        else if (action === 'skip' || action === 'stop') finish(message);
        else again(message, reason);
      }
      pump();
    },
    async replayParked(stopAt) {
      const parked = parkedStream(id);
      const { last, truncateBefore } = store.state(parked);
      const end = stopAt === null || stopAt > last ? last + 1n : stopAt;
      let from = truncateBefore;
      while (from < end) {
        const page = store.forwards(parked, from, 256).filter(({ revision }) => revision < end);
        for (const link of page) retries.push(messageOf(link, null));
        from = (page.at(-1)?.revision ?? end) + 1n;
      }
      if (end > truncateBefore)
        await store.append(metadataStreamOf(parked), 'any', [systemEvents.metadata(`{"$tb":${end}}`)]);
      pump();
    },
    state() {
      const { last, truncateBefore } = store.state(parkedStream(id));
      return {
        consumers,
        checkpoint: progress.checkpoint(),
        lastKnown: source.lastKnown(),
        buffered: buffer.length,
        retrying: retries.length,
        inFlight: consumers.reduce((sum, { inFlight }) => sum + inFlight.size, 0),
        parked: last < 0n || truncateBefore > last ? 0n : last - truncateBefore + 1n,
        delivered,
      };
    },
    halt,
    close() {
      halt();
      for (const consumer of consumers.splice(0)) consumer.drop(groupFailures.dropped(settings));
    },
  };
}
