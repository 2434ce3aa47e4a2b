import { type AllStreamResolvedEvent, type AllStreamSubscription, START } from '@eventstore/db-client';
import type { Address } from './address.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failure-of.ts';
import type { Patience } from './persevere.ts';
import { commitOfResolved } from './read-page.ts';
import { type Placed, userEventOf } from './recorded.ts';
import { TimedOutError } from './timed-out-error.ts';
import { weightOf } from './weight-of.ts';

/** What the tail keeps for those who are a little behind: so many events, or about so many characters. */
const KEPT_EVENTS = 4096;
const KEPT_WEIGHT = 8_000_000;
const LONGEST_PAUSE_MS = 1000;

/**
 * The newest events of the log, from one subscription that all readers of the process share: a server takes no more
 * than a hundred calls on one connection. It runs while somebody reads it, and resumes by itself after the last
 * event that it has seen.
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

const CAUGHT_UP = Symbol('caught up');

/** Makes the tail. `newest` tells where the log ends: a subscription that stays behind it is silent and is replaced. */
export function tailOf(
  connection: Connection,
  {
    address,
    patience: { callMs, totalMs },
    newest,
  }: { readonly address: Address; readonly patience: Patience; readonly newest: () => Promise<bigint | null> },
): Tail {
  let readers = 0;
  let stop: (() => void) | null = null;
  let kept: { readonly event: Placed; readonly weight: number }[] = [];
  let weight = 0;
  /** All user's events after this one, up to `seen`, are kept. */
  let start = -1n;
  let seen = -1n;
  let isLive = false;
  let failure: Error | null = null;
  let failingSince: number | null = null;
  const waiting = new Set<() => void>();
  let isWaking = false;
  /** Wakes the readers once for all that one turn of the event loop brings. */
  const changed = () => {
    if (isWaking) return;
    isWaking = true;
    setImmediate(() => {
      isWaking = false;
      for (const wake of [...waiting]) wake();
    });
  };

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

  function take(item: AllStreamResolvedEvent | typeof CAUGHT_UP) {
    failingSince = null;
    failure = null;
    if (item === CAUGHT_UP) isLive = true;
    else {
      const commit = commitOfResolved(item);
      if (commit <= seen) return;
      seen = commit;
      const event = userEventOf(item);
      if (event) keep(event);
    }
    changed();
  }

  /** Subscribes after the last event seen, again and again until the stop. */
  function run() {
    let isOver = false;
    let failures = 0;
    let cancel = () => {};
    let timer: NodeJS.Timeout | undefined;

    const again = (thrown: unknown, silent: ReturnType<Connection['client']> | null) => {
      cancel();
      clearTimeout(timer);
      if (isOver) return;
      isLive = false;
      const now = performance.now();
      failingSince ??= now;
      const { error, outcome, isSilent } = failureOf(thrown, 'bring new events', address);
      if (isSilent && silent) connection.renew(silent);
      if (outcome === 'final' || now - failingSince >= totalMs) failure = error;
      changed();
      failures += 1;
      timer = setTimeout(open, Math.min(2 ** failures * 10, LONGEST_PAUSE_MS));
    };

    function open() {
      const client = connection.client();
      const subscription = client.subscribeToAll({
        fromPosition: seen < 0n ? START : { commit: seen, prepare: seen },
        requiresLeader: true,
      });
      let isCurrent = true;
      const ended = (thrown: unknown) => {
        if (!isCurrent) return;
        again(thrown, client);
      };
      cancel = () => {
        isCurrent = false;
        subscription.pause();
        subscription.unsubscribe().catch(() => {});
      };
      const confirmed = () => {
        failures = 0;
        clearTimeout(timer);
        timer = setTimeout(() => watch(ended, seen), totalMs);
      };
      timer = setTimeout(() => ended(new TimedOutError(callMs)), callMs);
      // The mark goes through the stream's own buffer, and so comes after the events that it follows.
      subscription.on('caughtUp', () => mark(subscription));
      subscription.on('confirmation', confirmed);
      subscription.on('error', ended);
      subscription.on('end', () => ended(new Error('the server ended the subscription')));
      subscription.on('data', (item: AllStreamResolvedEvent) => {
        if (!isCurrent) return;
        try {
          take(item);
        } catch (error) {
          ended(error);
        }
      });
    }

    /** Nothing came for a while: is there nothing, or does the server no longer say it? */
    async function watch(ended: (thrown: unknown) => void, before: bigint) {
      try {
        const end = seen === before ? await newest() : null;
        if (end !== null && end > seen) {
          timer = setTimeout(() => {
            if (seen < end) ended(new TimedOutError(totalMs));
            else void watch(ended, seen);
          }, callMs);
          return;
        }
      } catch (error) {
        return ended(error);
      }
      if (!isOver) timer = setTimeout(() => void watch(ended, seen), totalMs);
    }

    open();
    return () => {
      isOver = true;
      clearTimeout(timer);
      cancel();
    };
  }

  return {
    join(after) {
      readers += 1;
      if (stop) return;
      start = after;
      seen = after;
      stop = run();
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
      failingSince = null;
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

const mark = (subscription: AllStreamSubscription) => {
  subscription.push(CAUGHT_UP);
};
