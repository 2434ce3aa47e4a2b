import type { Bus } from './bus.ts';
import type { Position, Recorded } from './event.ts';
import type { EventLog } from './log.ts';
import { loopsUntil } from './loops.ts';
import type { RowsFile } from './rows.ts';
import { ownEvents } from './run/own-events.ts';
import type { Projections } from './run/projections.ts';
import { requireSameLog } from './run/same-log.ts';
import { takeContracts } from './run/take-contracts.ts';
import { waitingIn } from './run/waiting.ts';
import { positionsIn, prepareView, requireWithin, type View } from './view.ts';

export type Running = {
  /** Resolves when views and reactions of own events have passed `position`; rejects after `withinMs` or at the stop. */
  waitFor(position: Position, withinMs: number): Promise<void>;
  /** Like waitFor, for views alone: what a query shows. A reaction that is behind holds no reader up. */
  waitForViews(position: Position, withinMs: number): Promise<void>;
  /** Like waitFor, for what is taken in from other services. */
  waitForContracts(position: Position, withinMs: number): Promise<void>;
  /** Calls back after each batch that the views have taken in; the returned function ends it. */
  onChange(listener: (events: readonly Recorded[]) => void): () => void;
  /** Position of the slowest view or reaction; null before the first event. */
  position(): Position | null;
  /** Where each view and reaction of own events stands (source 'log') and why it does not go on; each source taken in. */
  progress(): readonly {
    readonly name: string;
    readonly source: string;
    readonly position: Position | null;
    readonly failure?: Error;
  }[];
  /** What was set aside of other services' contracts and is still missed. */
  missed(): readonly { readonly name: string; readonly subject: string; readonly id: string }[];
  /** What stops a loop or makes it try again, or null. */
  failure(): Error | null;
  /** Ends all loops after the event that they are at; positions are stored. */
  stop(): Promise<void>;
};

/**
 * Starts the views, the reactions and the publisher of one service. Each keeps its position beside its rows. `replica`
 * tells processes of the same service apart: each has its own rows, and so its own place on the bus.
 */
export async function run(
  {
    log,
    bus,
    rows,
    replica,
  }: { readonly log: EventLog; readonly bus: Bus; readonly rows: RowsFile; readonly replica?: string },
  projections: Projections,
): Promise<Running> {
  const { service, views, contractViews, reactions } = projections;
  const ended = new AbortController();
  const { signal } = ended;
  const listeners = new Set<(events: readonly Recorded[]) => void>();
  const waiting = waitingIn(service, signal);
  const loops = loopsUntil(signal);
  const positions = positionsIn(rows);
  for (const view of [...views, ...contractViews]) prepareView(rows, view as View);
  requireWithin(rows, await log.head());
  const sameLog = await requireSameLog(
    rows,
    log,
    projections.categories.map(({ category }) => category),
  );

  const moved = (events: readonly Recorded[]) => {
    void sameLog.remember();
    waiting.check();
    for (const listener of [...listeners])
      try {
        listener(events);
        loops.well('listeners');
      } catch (error) {
        loops.failed('listeners', error);
      }
  };
  const own = ownEvents(projections, { log, rows, positions, loops, signal, moved });
  const taken = takeContracts(projections, { rows, positions, loops, moved: () => moved([]) });

  const unsubscribe = await bus.subscribe({ name: replica ? `${service}-${replica}` : service, ...taken });
  const withdraw = await bus.offer(service, own.replay, () => log.head());
  const kept = [
    ...(views.length > 0 ? [loops.keep('views', own.views.project)] : []),
    ...reactions.map((reaction) => loops.keep(reaction.name, () => own.react(reaction))),
  ];

  return {
    waitFor: (position, withinMs) =>
      waiting.until(
        () => [...own.reached.values()].every((reached) => (reached ?? '') >= position),
        `position ${position}`,
        withinMs,
      ),
    waitForViews: (position, withinMs) =>
      waiting.until(
        () => views.every(({ name }) => (own.reached.get(name) ?? '') >= position),
        `position ${position}`,
        withinMs,
      ),
    waitForContracts: (position, withinMs) =>
      waiting.until(
        () => taken.sources.every((source) => (taken.after(source) ?? '') >= position),
        `contracts at ${position}`,
        withinMs,
      ),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    position: own.slowest,
    progress: () => [
      ...[...own.reached].map(([name, position]) => {
        const failure = loops.failureOf(name);
        return { name, source: 'log', position, ...(failure && { failure }) };
      }),
      ...taken.sources.map((source) => ({ name: 'contracts', source, position: taken.after(source) })),
    ],
    missed: taken.missed,
    failure: loops.failure,
    async stop() {
      ended.abort();
      waiting.check();
      await Promise.all([unsubscribe(), withdraw(), sameLog.remember(), ...kept]);
      await own.views.ended();
      positions.store();
    },
  };
}
