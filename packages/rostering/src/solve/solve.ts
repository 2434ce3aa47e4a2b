import type { Problem, Roster, SolveOptions } from '../model.ts';
import { type PartSearch, partSearch } from './part-search.ts';
import { partsOf, placesOf } from './parts.ts';
import { validate } from './validate.ts';

/** A report comes with each of so many equal parts of the search, and after so many seconds without one. */
const REPORTS = 100;
const MOST_SECONDS_SILENT = 2;
/** Each part of the problem gets its turn in rounds of so many steps. */
const STEPS_A_ROUND = 4000;
/** Steps to be expected in a second, to choose the temperature where only the time is limited. */
const STEPS_A_SECOND = 100_000;

/**
 * Builds a roster: the hardest duties first, each by the person whom it suits best, then simulated annealing that
 * fills gaps by moving what is in the way, moves duties, and swaps them. Parts of the problem that have nothing to do
 * with each other are searched apart.
 *
 * No placement breaks a hard rule that the person's pins and duties elsewhere do not break alone. Pins stay, whatever
 * they break. Placements of `startFrom` that do not fit are left out. A place that somebody can take is never left, even
 * where filling it costs more than the gap. It ends before its steps when its roster is proven best.
 * The same problem, seed, steps and start give the same roster, when `seconds` is not given.
 * Throws a ProblemError where the problem is wrong. When the signal aborts, a last progress reports the best
 * placements so far as its checkpoint, and the promise is rejected with the signal's reason.
 */
export async function solve(problem: Problem, options: SolveOptions): Promise<Roster> {
  return solveShare(problem, options, placesOf(problem));
}

/** As `solve`, for some parts of a problem that has so many places in all: its steps are those of the whole problem. */
export async function solveShare(problem: Problem, options: SolveOptions, placesInAll: number): Promise<Roster> {
  const { seed, steps, stepsBefore = 0, seconds = Number.POSITIVE_INFINITY, signal } = options;
  const { idleSteps = Number.POSITIVE_INFINITY, gap = 0, startFrom = [] } = options;
  signal?.throwIfAborted();
  validate(problem);
  const began = performance.now();
  const timeShare = () => (performance.now() - began) / 1000 / seconds;
  const whole = stepsBefore + Math.min(steps, seconds * STEPS_A_SECOND);
  const stepShare = (made: number, of: number) => (stepsBefore + made * (steps / of)) / (stepsBefore + steps);

  const parts = partsOf(problem);
  // A part has the same steps whatever others are searched here.
  const budgets = parts.map((part) => (placesInAll === 0 ? 0 : Math.round((steps * placesOf(part)) / placesInAll)));
  const budget = budgets.reduce((total, each) => total + each, 0);
  const searches = parts.map((part, at) =>
    partSearch(part, {
      seed: seedOf(seed, part),
      signal,
      stepsPerPlace: whole / Math.max(1, placesInAll),
      isLate: () => timeShare() >= 1,
      share: (made) => Math.min(1, Math.max(stepShare(made, budgets[at]!), timeShare())),
    }),
  );
  const sum = (of: (search: PartSearch) => number) => searches.reduce((total, search) => total + of(search), 0);
  let made = 0;
  const report = () =>
    options.onProgress?.({
      step: budget === 0 ? 0 : Math.floor((made / budget) * steps),
      steps,
      cost: sum((each) => each.cost()),
      bound: sum((each) => each.bound()),
      gaps: sum((each) => each.emptyPlaces()),
      checkpoint: searches.flatMap((each) => each.checkpoint()),
    });
  const isGood = () => sum((each) => each.cost()) <= sum((each) => each.bound()) * (1 + gap);

  try {
    for (const search of searches) {
      report();
      await search.begin(startFrom, report);
    }
    report();
    let reported = 0;
    let toldAt = performance.now();
    let bestCost = sum((each) => each.cost());
    let bestAt = 0;
    const left = budgets.slice();
    while (made < budget && timeShare() < 1 && !isGood() && made - bestAt < idleSteps) {
      const turns = shareOut(Math.min(STEPS_A_ROUND, budget - made), left);
      for (const [at, search] of searches.entries()) {
        await search.step(turns[at]!);
        left[at]! -= turns[at]!;
        made += turns[at]!;
      }
      const cost = sum((each) => each.cost());
      if (cost < bestCost) bestAt = made;
      bestCost = Math.min(cost, bestCost);
      const share = Math.floor(REPORTS * Math.max(made / budget, timeShare()));
      if (share <= reported && performance.now() - toldAt < MOST_SECONDS_SILENT * 1000) continue;
      report();
      reported = share;
      toldAt = performance.now();
    }
    for (const search of searches) await search.end();
    report();
  } catch (error) {
    if (signal?.aborted) report();
    throw error;
  }
  const placements = searches.flatMap((each) => each.roster().placements);
  const gaps = searches.flatMap((each) => each.roster().gaps);
  const order = new Map(problem.duties.map(({ id }, at) => [id, at]));
  const byDuty = (a: { duty: string }, b: { duty: string }) => order.get(a.duty)! - order.get(b.duty)!;
  return { placements: placements.sort(byDuty), gaps: gaps.sort(byDuty), cost: sum((each) => each.cost()) };
}

/** A number in whole shares like the weights; they add up to the number. */
function shareOut(number: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map((_, at) => (at === 0 ? number : 0));
  let weight = 0;
  let given = 0;
  return weights.map((each) => {
    weight += each;
    const upTo = Math.floor((number * weight) / total);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}

/** A seed of its own for each part, whatever the other parts are. */
function seedOf(seed: number, { duties }: Problem): number {
  let mixed = seed;
  for (const letter of duties[0]?.id ?? '') mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) | 0;
  return mixed;
}
