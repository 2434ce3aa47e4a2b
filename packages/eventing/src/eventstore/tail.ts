import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import type { Subscriber } from './keep-subscribed.ts';
import { commitOfResolved } from './read-page.ts';
import { type Placed, userEventOf } from './recorded.ts';
import { weightOf } from './weight-of.ts';

/** What the tail keeps for those who are a little behind: so many events, or about so many characters. */
const KEPT_EVENTS = 4096;
const KEPT_WEIGHT = 8_000_000;

/**
 * The newest events of the log, from one subscription that all readers of the process share: a server takes no more
 * than a hundred calls on one connection. It runs while somebody reads it.
 */
export type Tail = {
  /** Starts the subscription after a commit position if nobody reads the tail yet. Each join needs a leave. */
  join(after: bigint): void;
  leave(): void;
  /** Whether the tail holds all that comes after a commit position. */
  covers(after: bigint): boolean;
  /** What it holds after a commit position. */
  after(commit: bigint): readonly Placed[];
  /** Whether nothing that the server has is missing here. */
  isLive(): boolean;
  /** Why there is nothing new, when it has been so for long. */
  failure(): Error | null;
  /** Resolves at the next event, change of state, or abort. */
  change(signal: AbortSignal): Promise<void>;
};

/** Makes the tail. `begin` starts the subscription that fills it, and gives what ends it. */
export function tailOf(begin: (subscriber: Subscriber) => () => void): Tail {
  let readers = 0;
  let stop: (() => void) | null = null;
  let kept: { readonly event: Placed; readonly weight: number }[] = [];
  let weight = 0;
  /** All user's events after this one, up to `seen`, are kept. */
  let start = -1n;
  let seen = -1n;
  let isLive = false;
  let failure: Error | null = null;
  let isWaking = false;
  const waiting = new Set<() => void>();

  /** Wakes the readers once for all that one turn of the event loop brings. */
  function changed() {
    if (isWaking) return;
    isWaking = true;
    setImmediate(() => {
      isWaking = false;
      for (const wake of [...waiting]) wake();
    });
  }

  function keep(event: Placed) {
    const its = weightOf(event.data);
    kept.push({ event, weight: its });
    weight += its;
    if (kept.length <= KEPT_EVENTS && weight <= KEPT_WEIGHT) return;
    // A quarter goes at once, so that the rest moves seldom.
    const gone = kept.splice(0, Math.ceil(kept.length / 4));
    weight -= gone.reduce((sum, { weight }) => sum + weight, 0);
    start = gone.at(-1)?.event.position.commit ?? start;
  }

  const subscriber: Subscriber = {
    seen: () => seen,
    take(item: AllStreamResolvedEvent) {
      const commit = commitOfResolved(item);
      if (commit <= seen) return;
      const event = userEventOf(item);
      if (event) keep(event);
      seen = commit;
      failure = null;
      changed();
    },
    caughtUp() {
      isLive = true;
      failure = null;
      changed();
    },
    broke(why) {
      isLive = false;
      failure = why ?? failure;
      changed();
    },
  };

  return {
    join(after) {
      readers += 1;
      if (stop) return;
      start = after;
      seen = after;
      stop = begin(subscriber);
    },
    leave() {
      readers -= 1;
      if (readers > 0) return;
      stop?.();
      stop = null;
      kept = [];
      weight = 0;
      isLive = false;
      failure = null;
    },
    covers: (after) => stop !== null && after >= start,
    after(commit) {
      let low = 0;
      let high = kept.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((kept[middle]?.event.position.commit as bigint) <= commit) low = middle + 1;
        else high = middle;
      }
      return kept.slice(low).map(({ event }) => event);
    },
    isLive: () => isLive,
    failure: () => failure,
    change: (signal) =>
      new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake);
        if (signal.aborted) wake();
      }),
  };
}
