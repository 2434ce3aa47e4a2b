import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { headers } from '@nats-io/transport-node';
import { natsLink } from '../nats/nats-link.ts';
import { idIn, namesOf, objectsOf, wordOf } from './nats-names.ts';
import { type NatsParts, natsParts } from './nats-parts.ts';
import { hasCode } from './nats-store.ts';
import { natsTaker } from './nats-taker.ts';
import { type Order, type Outcome, WorkDroppedError, type WorkQueue } from './work-queue.ts';

/** How a queue in NATS behaves. */
export type NatsQueueSettings = {
  /** Its name: letters, digits and '-'. */
  readonly queue: string;
  /** Work whose worker was not heard of for so long is given to another one; all other times are parts of it. */
  readonly ackWaitMs?: number;
  /** A piece that was taken so often without an end has failed. */
  readonly tries?: number;
  readonly logger?: { error(ids: object, message: string): void };
};

const NO_MESSAGE = 10037;
const SUBJECT_FULL = 10077;

/**
 * A queue over NATS JetStream: a work-queue stream names the pieces, an object store holds inputs, checkpoints and
 * outcomes, plain messages carry progress and drops. The server may be away or lose everything: whoever waits puts the
 * piece in again, unless somebody is heard to work on it.
 */
export function natsWorkQueue(
  url: string,
  { queue, ackWaitMs = 6000, tries = 12, logger = { error() {} } }: NatsQueueSettings,
): WorkQueue {
  const link = natsLink(url, `weft work ${queue}`);
  const { prefix, replicas } = link.address;
  const names = namesOf(prefix, queue);
  const me = randomUUID();
  /** How often somebody who waits looks by themselves. */
  const lookMs = ackWaitMs / 3;
  /** A piece that is in no queue, but was heard of within so long, is being worked on. */
  const heardMs = (ackWaitMs * 5) / 6;
  const listeners = new Set<(id: string, progress: unknown) => void>();
  const waiters = new Map<string, Set<() => void>>();
  const heard = new Map<string, number>();
  /** The places of pieces that the consumer seemed to have passed when somebody looked last. */
  const passed = new Map<string, number>();
  const closing = new AbortController();
  let parts: Promise<NatsParts> | null = null;
  let trouble: string | null = null;

  /** Does something with the queue's parts; after a failure they are looked for again. */
  async function using<Result>(act: (made: NatsParts) => Promise<Result>): Promise<Result> {
    const mine =
      parts ??
      link
        .connected(closing.signal)
        .then((connection) => inTime(natsParts(connection, { names, replicas, ackWaitMs })));
    parts = mine;
    try {
      const result = await inTime(act(await mine));
      trouble = null;
      return result;
    } catch (error) {
      if (error instanceof WorkDroppedError) throw error;
      if (parts === mine) parts = null;
      trouble = `Work queue ${queue}: ${(error as Error).message}`;
      throw error;
    }
  }

  const wake = (id: string) => {
    for (const waiter of waiters.get(id) ?? []) waiter();
  };

  async function listen() {
    const connection = await link.connected(closing.signal);
    connection.subscribe(`${names.progress}.*`, {
      callback(_, message) {
        const id = idIn(message.subject);
        const now = performance.now();
        heard.delete(id);
        heard.set(id, now);
        for (const [other, at] of heard) {
          if (now - at < heardMs) break;
          heard.delete(other);
        }
        const progress: unknown = message.data.length > 0 ? message.json() : null;
        if (progress !== null) for (const listener of [...listeners]) listener(id, progress);
      },
    });
    for (const subject of [names.ended, names.dropped])
      connection.subscribe(`${subject}.*`, { callback: (_, message) => wake(idIn(message.subject)) });
  }
  listen().catch(() => {});

  /** Where in the queue a piece lies; null when it is not there. */
  async function placeOf({ jsm, stream }: NatsParts, id: string): Promise<number | null> {
    try {
      const message = await jsm.streams.getMessage(stream, { last_by_subj: `${names.jobs}.${wordOf(id)}` });
      return message?.seq ?? null;
    } catch (error) {
      if (hasCode(error, NO_MESSAGE)) return null;
      throw error;
    }
  }

  /**
   * True when the consumer has gone past a place and is done with all up to it, so that what lies there is never given
   * out: somebody changed it, or purged one subject of the stream on a server of 2.9.
   */
  async function isPassed({ jsm, stream, consumer }: NatsParts, place: number): Promise<boolean> {
    const { ack_floor } = await jsm.consumers.info(stream, consumer);
    return ack_floor.stream_seq >= place;
  }

  const isBeingDone = (id: string) =>
    performance.now() - Math.max(heard.get(id) ?? Number.NEGATIVE_INFINITY, link.madeAgainAt()) < heardMs;

  /** The outcome when it is there; else sees to it that the piece is in the queue. */
  async function lookAfter(made: NatsParts, id: string, { input, traceparent }: Order): Promise<Outcome | null> {
    const objects = objectsOf(id);
    // A worker writes the outcome before it takes the piece out of the queue: to look in this order misses neither.
    const place = await placeOf(made, id);
    const outcome = await made.store.read(objects.outcome);
    if (outcome) return outcome.value as Outcome;
    const known = await made.store.look(objects.input);
    if (known?.isDeleted) throw new WorkDroppedError(id);
    if (isBeingDone(id)) return null;
    if (place !== null) {
      const wasPassed = passed.get(id) === place;
      if (!(await isPassed(made, place))) return null;
      passed.set(id, place);
      // Whoever misses the consumer makes it anew, and it begins with all that waits.
      if (wasPassed) await made.jsm.consumers.delete(made.stream, made.consumer);
      return null;
    }
    if (!known) await made.store.write(objects.input, await input(), { after: 0, by: me });
    const carried = headers();
    if (traceparent) carried.set('traceparent', traceparent);
    try {
      await made.js.publish(`${names.jobs}.${wordOf(id)}`, '', { headers: carried });
    } catch (error) {
      if (!hasCode(error, SUBJECT_FULL)) throw error;
    }
    return null;
  }

  return {
    async run(id, order) {
      const { signal } = order;
      const mine = waiters.get(id) ?? new Set();
      waiters.set(id, mine);
      let next = Promise.withResolvers<void>();
      const waiter = () => next.resolve();
      mine.add(waiter);
      signal.addEventListener('abort', waiter);
      try {
        for (;;) {
          signal.throwIfAborted();
          closing.signal.throwIfAborted();
          next = Promise.withResolvers<void>();
          let inputError: { readonly cause: unknown } | null = null;
          const input = () =>
            order.input().catch((cause: unknown) => {
              inputError = { cause };
              throw cause;
            });
          try {
            const looking = using((made) => lookAfter(made, id, { ...order, input }));
            looking.catch(() => {});
            const outcome = await Promise.race([looking, abortOf(signal)]);
            if (outcome) return outcome;
          } catch (error) {
            if (error instanceof WorkDroppedError || signal.aborted || inputError) throw error;
          }
          const timer = setTimeout(waiter, lookMs);
          await next.promise;
          clearTimeout(timer);
        }
      } finally {
        signal.removeEventListener('abort', waiter);
        mine.delete(waiter);
        if (mine.size === 0) {
          waiters.delete(id);
          passed.delete(id);
        }
      }
    },

    take: (worker, atOnce) => natsTaker({ link, names, me, using, tries, ackWaitMs, logger }, worker, atOnce),

    async drop(id) {
      for (let failures = 0; ; failures++) {
        try {
          return await using(async (made) => {
            const objects = objectsOf(id);
            for (const name of [objects.input, objects.checkpoint, objects.outcome]) await made.store.remove(name);
            // Not by a purge of its subject: on a server of 2.9 the consumer then passes over all that waits.
            const place = await placeOf(made, id);
            if (place !== null) await made.jsm.streams.deleteMessage(made.stream, place);
            (await link.connected()).publish(`${names.dropped}.${wordOf(id)}`);
          });
        } catch (error) {
          if (closing.signal.aborted) throw error;
          await pause(Math.min(100 * 2 ** failures, 5000), undefined, { signal: closing.signal, ref: false });
        }
      }
    },

    onProgress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    numbers: () =>
      using(async ({ jsm, stream, consumer }) => {
        const { num_pending, num_ack_pending } = await jsm.consumers.info(stream, consumer);
        return { waiting: num_pending, running: num_ack_pending };
      }),
    trouble: () => link.trouble() ?? trouble,
    async close() {
      closing.abort(new Error('The work queue is closed.'));
      await link.close();
    },
  };
}

/** Each step with the queue's parts takes milliseconds, a pull a second. */
const STUCK_MS = 15_000;

/** Gives up on a step that came to no end: the client may wait for ever for what a lost store held. */
async function inTime<Result>(step: Promise<Result>): Promise<Result> {
  const { promise: stuck, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No end within ${STUCK_MS / 1000} s; it is tried again.`)), STUCK_MS);
  try {
    return await Promise.race([step, stuck]);
  } finally {
    clearTimeout(timer);
  }
}

/** Rejects when the signal aborts. */
function abortOf(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  if (signal.aborted) reject(signal.reason);
  promise.catch(() => {});
  return promise;
}
