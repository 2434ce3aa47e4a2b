import { setTimeout as pause } from 'node:timers/promises';
import type { JsMsg } from '@nats-io/jetstream';
import { type NatsLink, unlessLost } from '../nats/nats-link.ts';
import { idIn, objectsOf, type QueueNames, wordOf } from './nats-names.ts';
import type { NatsParts } from './nats-parts.ts';
import { newestOf } from './newest.ts';
import { type Outcome, WorkDroppedError, type Worker } from './work-queue.ts';

type TakerDeps = {
  readonly link: NatsLink;
  readonly names: QueueNames;
  readonly me: string;
  readonly using: <Result>(act: (made: NatsParts) => Promise<Result>) => Promise<Result>;
  readonly tries: number;
  readonly ackWaitMs: number;
  readonly logger: { error(ids: object, message: string): void };
};

/** How long one request for work stays open at the server. */
const PULL_MS = 1000;
/** So many pulls of each hand may hear nothing, not even the heartbeat; the server answers other requests meanwhile. */
const SILENCES_AT_MOST = 3;
const PROGRESS_MS = 200;
const PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;

const restMs = (tries: number) => Math.min(PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS);

/** Takes pieces from a queue in NATS, so many at once, until the returned function hands back what is unfinished. */
export async function natsTaker(deps: TakerDeps, worker: Worker, atOnce: number): Promise<() => Promise<void>> {
  const { link, names, using, logger, ackWaitMs } = deps;
  const checkpointMs = ackWaitMs / 6;
  /** How often a worker looks whether the piece in its hands is still wanted, if it should have missed the word. */
  const wantedMs = (ackWaitMs * 5) / 6;
  const stopping = new AbortController();
  const inHand = new Map<string, AbortController>();

  /** How often, one time after another, the consumer said nothing to any hand. */
  let silences = 0;

  async function hand() {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        const { lost } = await link.session(stopping.signal);
        const message = await using((parts) => unlessLost(lost, pulled(parts, lost)));
        failures = silences = 0;
        if (message) await workOn(message);
      } catch (error) {
        silences = isSilence(error) ? silences + 1 : 0;
        if (silences >= SILENCES_AT_MOST * atOnce) await makeAgain().catch(() => {});
        await rest(++failures);
      }
    }
  }

  /**
   * An older server (2.9) that makes one consumer for several processes at a time may keep one that gives work out and
   * sends it nowhere. Without it the hands make it anew; what it had given out is given out again.
   */
  async function makeAgain() {
    silences = 0;
    await using(({ jsm, stream, consumer }) => jsm.consumers.delete(stream, consumer));
    logger.error({}, 'the consumer of the work queue said nothing, and is made again');
  }

  /** The next piece; null when none came in time. One that comes after the connection was lost is handed back. */
  async function pulled({ js, stream, consumer }: NatsParts, lost: AbortSignal): Promise<JsMsg | null> {
    const source = await js.consumers.get(stream, consumer);
    const message = await source.next({ expires: PULL_MS });
    if (!lost.aborted) return message;
    message?.nak();
    return null;
  }

  const rest = (failures: number) => pause(restMs(failures), undefined, { signal: stopping.signal }).catch(() => {});

  async function workOn(message: JsMsg) {
    const id = idIn(message.subject);
    if (stopping.signal.aborted) return message.nak();
    // Come back to the hands that still hold it: they were not heard of for a while.
    if (inHand.has(id)) return message.nak(LONGEST_PAUSE_MS);
    const stop = new AbortController();
    inHand.set(id, stop);
    const ended = new AbortController();
    const handBack = () => stop.abort(new Error('The worker stops.'));
    stopping.signal.addEventListener('abort', handBack);
    try {
      const outcome = await inHands(message, { id, stop, until: ended.signal });
      if (outcome) await deliver(id, outcome, stop.signal);
      message.ack();
    } catch (error) {
      if (stop.signal.reason instanceof WorkDroppedError) message.ack();
      else if (stop.signal.reason instanceof TakenOverError) return;
      else if (stop.signal.aborted) message.nak();
      else await tryAgain(message, id, error as Error);
    } finally {
      ended.abort();
      stopping.signal.removeEventListener('abort', handBack);
      inHand.delete(id);
    }
  }

  /** Hands a piece back after a pause; after the last try it has failed. */
  async function tryAgain(message: JsMsg, id: string, error: Error) {
    const tries = message.info.deliveryCount;
    logger.error({ work: id, tries, err: error }, 'work is handed back');
    if (tries < deps.tries) return message.nak(restMs(tries));
    await deliver(id, { failed: error.message }, stopping.signal).then(
      () => message.ack(),
      () => message.nak(),
    );
  }

  /** The outcome of a piece; null when there is nothing to do. */
  async function inHands(
    message: JsMsg,
    { id, stop, until }: { readonly id: string; readonly stop: AbortController; readonly until: AbortSignal },
  ): Promise<Outcome | null> {
    const objects = objectsOf(id);
    const subject = `${names.progress}.${wordOf(id)}`;
    let told = '';
    const say = () => link.up()?.publish(subject, told);
    const beat = setInterval(() => {
      if (link.up()) message.working();
      say();
    }, ackWaitMs / 4);
    const progress = newestOf(PROGRESS_MS, (value) => {
      told = JSON.stringify(value);
      say();
    });
    try {
      say();
      const { input, checkpoint, isDone } = await using(async ({ store }) => ({
        isDone: (await store.look(objects.outcome))?.isDeleted === false,
        input: await store.read(objects.input),
        checkpoint: await store.read(objects.checkpoint),
      }));
      // Without its input a piece was dropped, or the store was lost: then whoever waits for it puts it in again.
      if (isDone || !input) return null;
      if (message.info.deliveryCount > deps.tries)
        return { failed: `This work was taken up ${deps.tries} times, and nobody came to its end.` };
      const kept = newestOf(checkpointMs, checkpointsOf(id, { revision: checkpoint?.revision ?? 0, stop }));
      void watchOver(id, stop, until);
      try {
        const piece = { id, input: input.value, checkpoint: checkpoint?.value ?? null, signal: stop.signal };
        const traceparent = message.headers?.get('traceparent') || null;
        return await worker({ ...piece, traceparent, tell: progress.put, keep: kept.put });
      } finally {
        if (!isGone(stop.signal.reason)) await kept.flush().catch(() => {});
        await kept.end();
      }
    } finally {
      clearInterval(beat);
      await progress.end();
    }
  }

  /** Writes the checkpoints of one piece, and finds out when somebody else does. */
  function checkpointsOf(id: string, { revision: first, stop }: { revision: number; stop: AbortController }) {
    const { checkpoint } = objectsOf(id);
    let revision = first;
    return (value: unknown) =>
      using(async ({ store }) => {
        const written = await store.write(checkpoint, value, { after: revision, by: deps.me });
        if (written) {
          revision = written.revision;
          return;
        }
        const known = await store.look(checkpoint);
        if (known?.isDeleted) stop.abort(new WorkDroppedError(id));
        else if (known && known.by !== deps.me) stop.abort(new TakenOverError(id));
        else revision = known?.revision ?? 0;
      });
  }

  /** Ends a piece that was dropped, or done by somebody else, while this process was not to be reached. */
  async function watchOver(id: string, stop: AbortController, until: AbortSignal) {
    const objects = objectsOf(id);
    while (!until.aborted) {
      await pause(wantedMs, undefined, { signal: until }).catch(() => {});
      if (until.aborted) return;
      try {
        const [input, outcome] = await using(({ store }) =>
          Promise.all([store.look(objects.input), store.look(objects.outcome)]),
        );
        if (input?.isDeleted) stop.abort(new WorkDroppedError(id));
        else if (outcome) stop.abort(new TakenOverError(id));
      } catch {
        // The queue is away; the work goes on.
      }
    }
  }

  /**
   * Puts an outcome where whoever waits will find it, however long the server is away; once only when the worker stops.
   * The first outcome counts.
   */
  async function deliver(id: string, outcome: Outcome, signal: AbortSignal) {
    for (let failures = 0; ; failures++) {
      if (isGone(signal.reason)) throw signal.reason;
      try {
        await using(({ store }) => store.write(objectsOf(id).outcome, outcome, { after: 0, by: deps.me }));
        link.up()?.publish(`${names.ended}.${wordOf(id)}`);
        return;
      } catch {
        signal.throwIfAborted();
        await pause(restMs(failures), undefined, { signal }).catch(() => {});
      }
    }
  }

  const listening = link.connected(stopping.signal).then((connection) =>
    connection.subscribe(`${names.dropped}.*`, {
      callback(_, message) {
        const id = idIn(message.subject);
        inHand.get(id)?.abort(new WorkDroppedError(id));
      },
    }),
  );
  const hands = listening.then(() => Promise.all(Array.from({ length: atOnce }, hand)));
  hands.catch(() => {});
  return async () => {
    stopping.abort(new Error('The worker stops.'));
    await hands.catch(() => {});
    await listening.then((subscription) => subscription.unsubscribe()).catch(() => {});
    // A server that is away, or a connection that is closed, hears of nothing that is handed back.
    if (link.up())
      await link.session().then(
        ({ connection, lost }) => unlessLost(lost, connection.flush()).catch(() => {}),
        () => {},
      );
  };
}

/** Somebody else has the piece in hand now. */
class TakenOverError extends Error {
  override name = 'TakenOverError';
  constructor(id: string) {
    super(`Work ${id} has gone to another worker, since this one was not heard of for a while.`);
  }
}

/** What the client says when a pull brings neither a message nor its heartbeats. */
const isSilence = (error: unknown) => (error as Error).message === 'heartbeats missed';

const isGone = (reason: unknown) => reason instanceof WorkDroppedError || reason instanceof TakenOverError;
