import { newestOf } from './newest.ts';
import { type Order, type Outcome, WorkDroppedError, type Worker, type WorkQueue } from './work-queue.ts';

/** Where checkpoints are kept. */
export type Checkpoints = {
  /** Undefined when there is none. */
  get(id: string): unknown;
  set(id: string, checkpoint: unknown): void;
  delete(id: string): void;
};

type Held = {
  readonly input: () => Promise<unknown>;
  readonly traceparent: string | null;
  readonly outcome: Promise<Outcome>;
  readonly end: (outcome: Outcome) => void;
  readonly fail: (error: unknown) => void;
  stop: AbortController | null;
  tries: number;
};

const CHECKPOINT_MS = 1000;
const TRIES = 3;

/** A queue within one process. Work is lost with it, and checkpoints too unless they are kept elsewhere. */
export function memoryWorkQueue(checkpoints: Checkpoints = mapped()): WorkQueue {
  const pieces = new Map<string, Held>();
  const dropped = new Set<string>();
  const waiting: string[] = [];
  const listeners = new Set<(id: string, progress: unknown) => void>();
  const hands = new Set<() => void>();
  const wake = () => {
    for (const hand of [...hands]) hand();
  };

  function put(id: string, { input, traceparent }: Order): Held {
    const { promise: outcome, resolve: end, reject } = Promise.withResolvers<Outcome>();
    outcome.catch(() => {});
    const held: Held = { input, traceparent: traceparent ?? null, outcome, end, fail: reject, stop: null, tries: 0 };
    pieces.set(id, held);
    waiting.push(id);
    wake();
    return held;
  }

  async function workOn(id: string, worker: Worker, stopping: AbortSignal) {
    const held = pieces.get(id);
    if (!held) return;
    const stop = new AbortController();
    held.stop = stop;
    const signal = AbortSignal.any([stop.signal, stopping]);
    const kept = newestOf(CHECKPOINT_MS, (checkpoint) => {
      if (!dropped.has(id)) checkpoints.set(id, checkpoint);
    });
    try {
      const input = await held.input().catch((error: unknown) => {
        pieces.delete(id);
        held.fail(error);
        return null;
      });
      if (!pieces.has(id)) return;
      const outcome = await worker({
        id,
        input,
        checkpoint: checkpoints.get(id) ?? null,
        traceparent: held.traceparent,
        signal,
        tell(progress) {
          for (const listener of [...listeners]) listener(id, progress);
        },
        keep: kept.put,
      });
      held.end(outcome);
    } catch (error) {
      // A checkpoint that cannot be written costs steps, and nothing else.
      await kept.flush().catch(() => {});
      if (dropped.has(id)) return;
      if (!stopping.aborted) held.tries += 1;
      if (held.tries >= TRIES) held.end({ failed: (error as Error).message });
      else waiting.push(id);
    } finally {
      held.stop = null;
      await kept.end();
      wake();
    }
  }

  return {
    async run(id, order) {
      const { signal } = order;
      signal.throwIfAborted();
      if (dropped.has(id)) throw new WorkDroppedError(id);
      const held = pieces.get(id) ?? put(id, order);
      const { promise: aborted, reject } = Promise.withResolvers<never>();
      const abort = () => reject(signal.reason);
      signal.addEventListener('abort', abort);
      try {
        return await Promise.race([held.outcome, aborted]);
      } finally {
        signal.removeEventListener('abort', abort);
      }
    },

    async take(worker, atOnce) {
      const stopping = new AbortController();
      const running = new Set<Promise<void>>();
      const hand = () => {
        while (running.size < atOnce && !stopping.signal.aborted) {
          const id = waiting.shift();
          if (id === undefined) return;
          const work = workOn(id, worker, stopping.signal).finally(() => {
            running.delete(work);
            hand();
          });
          running.add(work);
        }
      };
      hands.add(hand);
      hand();
      return async () => {
        hands.delete(hand);
        stopping.abort(new Error('The worker stops.'));
        await Promise.all(running);
      };
    },

    async drop(id) {
      dropped.add(id);
      const held = pieces.get(id);
      pieces.delete(id);
      held?.fail(new WorkDroppedError(id));
      held?.stop?.abort(new WorkDroppedError(id));
      checkpoints.delete(id);
    },

    onProgress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async numbers() {
      return {
        waiting: waiting.filter((id) => pieces.has(id)).length,
        running: [...pieces.values()].filter(({ stop }) => stop).length,
      };
    },
    trouble: () => null,
    async close() {},
  };
}

function mapped(): Checkpoints {
  const map = new Map<string, unknown>();
  return { get: (id) => map.get(id), set: (id, value) => void map.set(id, value), delete: (id) => void map.delete(id) };
}
