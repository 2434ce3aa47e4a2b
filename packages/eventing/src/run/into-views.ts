import { setImmediate as nextTurn } from 'node:timers/promises';
import { backOff } from '../back-off.ts';
import type { Position, Recorded, RecordedEvent } from '../event.ts';
import type { Batch, EventLog } from '../log.ts';
import type { Loops } from '../loops.ts';
import type { RowsFile } from '../rows.ts';
import type { Positions, View } from '../view.ts';
import { earliest } from './earliest.ts';
import { CannotTakeError, type Taken, viewTaker } from './view-taker.ts';

/** A full batch is history: more of it lies ready, and shares a transaction. */
const FULL = 512;
/** So many events wait for a transaction at most. */
const TOGETHER = 2048;

/** The loops that take a service's own events into its views. */
export type IntoViews = {
  /** Takes events into all views that can take them, until the log ends the subscription. */
  project(): Promise<void>;
  /** Resolves when the views that go alone have ended; for after the stop. */
  ended(): Promise<void>;
};

type Deps = {
  readonly log: EventLog;
  readonly rows: RowsFile;
  readonly positions: Positions;
  readonly loops: Loops;
  readonly signal: AbortSignal;
  readonly categories: readonly string[];
  readonly decode: (event: RecordedEvent) => Recorded;
  /** Where each view stands; moves on after each commit. */
  readonly at: Map<string, Position | null>;
  readonly moved: (events: readonly Recorded[]) => void;
};

type AnyView = View<never>;
type Stretch = Pick<Batch, 'events' | 'position'>;
type Take = (events: readonly Recorded[], end: Position) => Taken;

/**
 * One subscription serves all views. One that cannot take an event tries again by itself, with a subscription of its
 * own, and comes back when it has caught up; the others go on meanwhile. Rows and positions share each transaction.
 */
export function intoViews(views: readonly AnyView[], deps: Deps): IntoViews {
  const { log, loops, signal, categories, decode, at, moved } = deps;
  const takeInto = viewTaker(deps.rows, deps);
  const alone = new Set<AnyView>();
  const loopsAlone = new Set<Promise<void>>();
  /** How far those that go together have come. */
  let front: Position | null = null;
  const together = () => views.filter((view) => !alone.has(view));

  /** Hands the log to `take` in stretches, for as long as `isWanted` after each. */
  async function follow(after: Position | null, take: Take, isWanted: () => boolean) {
    let waiting: readonly RecordedEvent[] = [];
    for await (const { events, position, live } of log.subscribe({ after, categories, signal })) {
      waiting = waiting.length === 0 ? events : [...waiting, ...events];
      const isHistory = !live && events.length >= FULL;
      deps.rows.takingHistory(isHistory);
      if (isHistory && waiting.length < TOGETHER) continue;
      const stretch = { events: waiting, position };
      waiting = [];
      await takeAll(stretch, take);
      if (!isWanted() || signal.aborted) return;
    }
  }

  async function takeAll({ events, position }: Stretch, take: Take) {
    let rest: readonly Recorded[] = events.map(decode);
    for (;;) {
      const { count } = take(rest, position);
      moved(rest.slice(0, count));
      rest = rest.slice(count);
      if (rest.length === 0 || signal.aborted) return;
      await nextTurn();
    }
  }

  function takeTogether(events: readonly Recorded[], end: Position): Taken {
    for (;;)
      try {
        const taken = takeInto(together(), events, end);
        front = taken.reached;
        loops.well('views');
        return taken;
      } catch (error) {
        if (!(error instanceof CannotTakeError)) throw error;
        leave(error);
      }
  }

  function leave({ view, cause }: CannotTakeError) {
    loops.failed(view.name, cause);
    alone.add(view);
    const going = goAlone(view);
    loopsAlone.add(going);
    void going.then(() => loopsAlone.delete(going));
  }

  async function goAlone(view: AnyView) {
    const stands = () => at.get(view.name) ?? null;
    const isBehind = () => {
      loops.well(view.name);
      if ((stands() ?? '') >= (front ?? '')) alone.delete(view);
      return alone.has(view);
    };
    for (let failures = 1; alone.has(view) && !signal.aborted; failures++) {
      await backOff(failures, signal);
      const before = stands();
      try {
        await follow(before, (events, end) => takeInto([view], events, end), isBehind);
      } catch (error) {
        loops.failed(view.name, error instanceof CannotTakeError ? error.cause : error);
      }
      if (stands() !== before) failures = 0;
    }
  }

  return {
    project() {
      const going = together().map(({ name }) => name);
      return follow(going.length === 0 ? front : earliest(going, at), takeTogether, () => true);
    },
    async ended() {
      await Promise.all(loopsAlone);
    },
  };
}
