import { setTimeout as pause } from 'node:timers/promises';
import type { Stop } from '@weft/eventing';
import type { OnlyOne } from '@weft/eventing/work';
import type { Live } from '@weft/service-kit';

/** Where failures are told; log lines hold ids only. */
export type ErrorLog = { error(ids: object, message: string): void };

/** Work that goes on by itself, one piece per stream at a time, until its stream says that nothing is left to do. */
export type Background = {
  /** Begins, or looks once more after the piece that is under way. */
  start(id: string): void;
  /** Ends a piece at once; resolves when it has ended. */
  abort(id: string): Promise<void>;
  /** Resolves when the piece that is under way, if one is, has ended. */
  ended(id: string): Promise<void>;
  /** True while a piece waits for its turn here, or is under way. */
  isRunning(id: string): boolean;
  /** Begins the unfinished ones, and each one that an event asks for, until the returned function ends them all. */
  resume(live: Live, unfinished: readonly string[]): Stop;
};

type Kind = {
  readonly category: string;
  /** The events that begin a piece. */
  readonly on: readonly string[];
  /** So many pieces go on at once. */
  readonly most: number;
  /** By which the processes of the service take turns; absent where there is one process. */
  readonly onlyOne?: OnlyOne | undefined;
};

/**
 * Makes background work of `work`, which is called again after a failure (the log does not answer for a while), and
 * after a restart: it finds in its stream what is done. Each process of a service comes to each piece: one does it, and
 * the others find it done.
 */
export function background(
  { category, on, most, onlyOne = (_name, _signal, work) => work() }: Kind,
  logger: ErrorLog,
  { work, ended }: { work: (id: string, signal: AbortSignal) => Promise<void>; ended?: (id: string) => void },
): Background {
  const running = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>();
  const slots = slotsOf(most);

  async function untilDone(id: string, signal: AbortSignal) {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        return await onlyOne(`${category}-${id}`, signal, () => work(id, signal));
      } catch (error) {
        if (signal.aborted) return;
        logger.error({ category, id, err: error }, 'background work is tried again');
        await pause(Math.min(100 * 2 ** failures, 10_000), undefined, { signal }).catch(() => {});
      }
    }
  }

  function start(id: string) {
    const before = running.get(id);
    if (before) {
      if (!before.stop.signal.aborted) void before.done.then(() => start(id));
      return;
    }
    const stop = new AbortController();
    const done = slots(stop.signal, () => untilDone(id, stop.signal)).finally(() => {
      running.delete(id);
      ended?.(id);
    });
    running.set(id, { stop, done });
  }

  return {
    start,
    async abort(id) {
      const mine = running.get(id);
      mine?.stop.abort();
      await mine?.done;
    },
    ended: (id) => running.get(id)?.done ?? Promise.resolve(),
    isRunning: (id) => running.has(id),
    resume(live, unfinished) {
      const deaf = live.onChange((events) => {
        for (const { type, stream } of events)
          if (stream.startsWith(`${category}-`) && on.includes(type)) start(stream.slice(category.length + 1));
      });
      for (const id of unfinished) start(id);
      return async () => {
        await deaf();
        const ending = [...running.values()];
        for (const { stop } of ending) stop.abort();
        await Promise.all(ending.map(({ done }) => done));
      };
    },
  };
}

/** Lets so many pieces of work go on at once; others wait their turn, and give up when their signal aborts. */
function slotsOf(free: number) {
  const waiting: (() => void)[] = [];
  return async (signal: AbortSignal, work: () => Promise<void>): Promise<void> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free--;
    try {
      if (!signal.aborted) await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
