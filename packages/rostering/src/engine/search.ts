import type { Crew } from './crew.ts';
import { helpCrew } from './crew.ts';
import { improveAround } from './improve.ts';
import type { Instance, Line } from './instance.ts';
import { beginSearch, letGo, polishFrom } from './running.ts';
import type { EngineProgress } from './solution.ts';
import { sweep } from './sweep.ts';
import { isPricedWhole, priceWhole } from './whole.ts';

/** What one thread's search is told, and whom it tells. */
export type SearchJob = {
  readonly instance: Instance;
  readonly seed: number;
  /** The first thread prices the whole and dives; the others help, then search neighbourhoods. */
  readonly thread: number;
  readonly startFrom: readonly Line[] | null;
  /** Neighbourhoods to search, or Infinity. */
  readonly steps: number;
  /** Milliseconds from now that it may take, or Infinity. Not read when steps bound the search. */
  readonly milliseconds: number;
  /** Threads that price together; null where each goes its own way. */
  readonly crew: Crew | null;
  readonly isCancelled: () => boolean;
  /** A better roster of another thread, once for each. */
  readonly better: () => { readonly lines: readonly Line[]; readonly cost: number } | null;
  readonly tell: (stage: EngineProgress['stage'], found: Found) => void;
};

/** `cost` leaves out people for whom no line keeps the hard rules. */
export type Found = { readonly lines: readonly Line[] | null; readonly cost: number; readonly bound: number | null };

/** Share of the time within which line by line gives way to more at once. */
const POLISH_SHARE = 0.1;

/** Builds a first roster, then betters it until its time, its steps or the proof of an optimum end it. */
export async function search(job: SearchJob): Promise<void> {
  const running = await beginSearch(job);
  const { isOver, timeLeft } = running;
  polishFrom(running, running.best, 'lines', () => isOver() || timeLeft() < (1 - POLISH_SHARE) * job.milliseconds);
  if (job.thread === 0) {
    if (isPricedWhole(running)) priceWhole(running);
    else sweep(running);
    letGo(running);
  } else if (job.crew) {
    helpCrew(job.crew, job.instance, running.cheapest, isOver, (person, line) => running.pool.add(person, line));
    running.rowPrices = Float64Array.from(job.crew.rowPrices);
  }
  improveAround(running);
  job.tell('end', { lines: running.best, cost: running.cost, bound: running.bound });
}
