import { gapTo, median, secondsToCost } from './figures.ts';
import { BEST_KNOWN } from './instances.ts';
import type { Run } from './run.ts';

/** The runs of one solver on one instance with one limit, over the seeds. Null stands for "not reached" or "not known". */
export type Summary = {
  readonly instance: string;
  readonly solver: string;
  readonly seconds: number;
  readonly threads: number;
  readonly seeds: number;
  /** Medians, runs with a hard break counting as having no roster. */
  readonly cost: number | null;
  /** Best and worst cost of the seeds. */
  readonly range: readonly [number | null, number | null];
  readonly bound: number | null;
  readonly best: number | null;
  readonly published: number | null;
  readonly gap: number | null;
  readonly secondsToOnePercent: number | null;
  readonly secondsToBest: number | null;
  readonly peakMegabytes: number | null;
  readonly stoppedBy: string;
  readonly note: string;
};

/** One summary for each instance, limit and solver, in the order of the runs. */
export function summarise(runs: readonly Run[]): Summary[] {
  const groups = Map.groupBy(runs, (run) => JSON.stringify([run.instance, run.seconds, run.solver]));
  return [...groups.values()].map(summaryOf);
}

function summaryOf(runs: readonly Run[]): Summary {
  const { instance, solver, seconds, threads } = runs[0]!;
  const known = BEST_KNOWN[instance];
  const costs = runs.map((run) => (run.hard > 0 ? null : run.cost));
  const cost = median(costs);
  const reached = (target: number) =>
    median(runs.map((run) => (run.hard > 0 ? null : secondsToCost(run.curve, target))));
  const bounds = runs.flatMap((run) => run.bound ?? []);
  const found = costs.filter((each) => each !== null);
  return {
    instance,
    solver,
    seconds,
    threads,
    seeds: runs.length,
    cost,
    range: [found.length > 0 ? Math.min(...found) : null, found.length === costs.length ? Math.max(...found) : null],
    bound: bounds.length > 0 ? Math.max(...bounds) : null,
    best: known?.best ?? null,
    published: known?.publishedInTenMinutes ?? null,
    gap: known && cost !== null ? gapTo(known.best, cost) : null,
    secondsToOnePercent: known ? reached(known.best * 1.01) : null,
    secondsToBest: known ? reached(known.best) : null,
    peakMegabytes: median(runs.map((run) => run.peakMegabytes)),
    stoppedBy: [...new Set(runs.map((run) => run.stoppedBy))].join(', '),
    note: [...new Set(runs.flatMap((run) => run.note || []))].join('; '),
  };
}
