import { type Random, randomFrom } from '../solve/random.ts';
import { columnPool } from './columns.ts';
import { type Crew, closeCrew, helpCrew, inTurn, leadCrew, type PriceAll } from './crew.ts';
import { dive } from './dive.ts';
import { coverOutside, type Generated, generate, wholeBound } from './generate.ts';
import type { Instance, Line } from './instance.ts';
import { addLikely } from './likely-columns.ts';
import { lineSearch } from './line-search.ts';
import { createMaster, loadHighs, type Master, type Method, type Part } from './master.ts';
import { chooseNeighbourhood, type Neighbourhood, type Reach } from './neighbourhood.ts';
import { coverOf, lineCost, rosterCost } from './score.ts';
import type { EngineProgress } from './solution.ts';
import { firstRoster, polish, type Start, windowsOf } from './start.ts';

/** What one thread's search is told, and whom it tells. */
export type SearchJob = {
  readonly instance: Instance;
  readonly seed: number;
  /** The first thread prices the whole and dives; the others search neighbourhoods from the beginning. */
  readonly thread: number;
  readonly startFrom: readonly Line[] | null;
  /** Neighbourhoods to search, or Infinity. */
  readonly steps: number;
  /** Milliseconds from now that it may take, or Infinity. Not read when steps bound the search. */
  readonly milliseconds: number;
  /** Threads that price the whole together; null where each goes its own way. */
  readonly crew: Crew | null;
  readonly isCancelled: () => boolean;
  /** A better roster of another thread, once for each. */
  readonly better: () => { readonly lines: readonly Line[]; readonly cost: number } | null;
  readonly tell: (stage: EngineProgress['stage'], found: Found) => void;
};

/** `cost` leaves out people for whom no line keeps the hard rules. */
export type Found = { readonly lines: readonly Line[] | null; readonly cost: number; readonly bound: number | null };

type Outcome = 'cut' | 'better' | 'same' | 'lost';

/** Beyond so many rows or days the whole is never priced at once. */
const ROWS_OF_ROOT = 1600;
const DAYS_OF_ROOT = 200;
/** Above so many columns that may pay, a neighbourhood ends in a dive instead of a choice among them. */
const MOST_CHOICES = 250;
const NODES = 200;
/** A guard only: the nodes end it long before. */
const CHOICE_SECONDS = 5;
const NO_LIMIT = 1e6;
const LEAST_PEOPLE = 3;
const CUTS_TO_GROW = 4;
/** Lines longer than this are mended in windows. */
const POLISH_DAYS = 56;
const WHOLE_POLISH_DAYS = 200;
/** Share of the time within which line by line gives way to more at once. */
const POLISH_SHARE = 0.1;
/** Share of the time after which pricing the whole gives way to neighbourhoods, done or not. */
const ROOT_SHARE = 0.5;
/** Share of the time left that a dive may take. */
const DIVE_SHARE = 0.5;
/** How near to its bound the whole is priced before each dive, as a share of the cost, and what a dive takes as sure. */
const DIVES = [
  { nearness: 2e-3, threshold: 0.75 },
  { nearness: 5e-4, threshold: 0.9 },
  { nearness: 0, threshold: 0.65 },
];
const CLOSE_ENOUGH = 0.02;
/** Cells (people · days · codes) of a window of a horizon that is too long to be priced at once. */
const CELLS_AT_ONCE = 15_000;
/** Share of the time left that a pass over the horizon may take. */
const SWEEP_SHARE = 0.9;
const FIRST_ROUNDS = 5;
const USUAL_ROUNDS = 25;

export async function search(job: SearchJob): Promise<void> {
  const { instance, steps } = job;
  const random = randomFrom(job.seed * 7919 + job.thread * 104_729 + 1);
  const solver = await loadHighs();
  const begin = performance.now();
  const timeLeft = () => job.milliseconds - (performance.now() - begin);
  const isTimed = steps === Number.POSITIVE_INFINITY;
  const isOver = () => job.isCancelled() || timeLeft() <= 0;
  const pool = columnPool(
    instance,
    Math.max(60, Math.min(600, Math.floor(4_000_000 / (instance.days * instance.people.length)))),
  );
  const cheapest = lineSearch(instance);
  const own = inTurn(cheapest);

  const start: Start = firstRoster(instance, cheapest, job.startFrom, random);
  let best: Line[] = start.lines.map((line) => line.slice());
  let bestCost = rosterCost(instance, best, start.broken);
  let bound: number | null = null;
  const keep = (lines: readonly Line[], stage: EngineProgress['stage']) => {
    const cost = rosterCost(instance, lines, start.broken);
    if (cost > bestCost) return false;
    const isBetter = cost < bestCost;
    best = lines.map((line) => line.slice());
    bestCost = cost;
    if (isBetter) job.tell(stage, { lines: best, cost, bound });
    return isBetter;
  };
  /** Prices of the whole, when they are known: they tell which columns are likely to be of use. */
  let rootPrices = new Float64Array(instance.rows.length);
  job.tell('lines', { lines: best, cost: bestCost, bound });
  const polishFrom = (lines: readonly Line[], stage: EngineProgress['stage'], isEnough: () => boolean) => {
    const own = lines.map((line) => line.slice());
    polish(
      instance,
      cheapest,
      { lines: own, cover: coverOf(instance, own), broken: start.broken },
      instance.days <= WHOLE_POLISH_DAYS ? instance.days : POLISH_DAYS,
      random,
      isEnough,
    );
    own.forEach((line, person) => {
      if (!start.broken.includes(person)) pool.add(person, line);
    });
    return keep(own, stage);
  };
  polishFrom(best, 'lines', () => isOver() || timeLeft() < (1 - POLISH_SHARE) * job.milliseconds);

  const isWhole = instance.rows.length <= ROWS_OF_ROOT && instance.days <= DAYS_OF_ROOT && start.broken.length === 0;
  const noFix = instance.people.map(() => null);
  if (job.thread === 0 && isWhole) root();
  else if (job.thread === 0) {
    if (instance.days > DAYS_OF_ROOT) sweep();
    letGo();
  } else if (job.crew) {
    helpCrew(job.crew, instance, cheapest, isOver, (person, line) => pool.add(person, line));
    rootPrices = Float64Array.from(job.crew.rowPrices);
  }
  neighbourhoods();
  job.tell('end', { lines: best, cost: bestCost, bound });

  function root(): void {
    const part: Part = {
      people: [...instance.people.keys()],
      from: 0,
      to: instance.days,
      fixedCover: new Int32Array(instance.rows.length),
    };
    const master = createMaster(solver, instance, part, 'interior');
    const started = performance.now();
    let rounds = 0;
    // Where the rounds that it usually takes would not fit into its share of the time, neighbourhoods are the better use of it.
    const isTooSlow = () =>
      isTimed &&
      rounds >= FIRST_ROUNDS &&
      ((performance.now() - started) / rounds) * USUAL_ROUNDS > ROOT_SHARE * job.milliseconds;
    try {
      for (const person of part.people) for (const column of pool.of(person)) master.add(column);
      best.forEach((line, person) => {
        const made = pool.add(person, line);
        if (made?.isNew) master.add(made.column);
      });
      const priceAll = job.crew ? leadCrew(job.crew, instance, cheapest) : own;
      for (const { nearness, threshold } of DIVES) {
        const generated = generate({
          instance,
          master,
          pool,
          priceAll,
          lines: best,
          fix: noFix,
          smoothing: 0.5,
          rounds: 1000,
          cutoff: Number.POSITIVE_INFINITY,
          closeEnough: Math.max(CLOSE_ENOUGH, nearness * bestCost),
          leastGain: 0,
          isOver: () => isOver() || isProved() || isTooSlow() || timeLeft() < (1 - ROOT_SHARE) * job.milliseconds,
          onRound: (_, lower) => {
            rounds++;
            const whole = wholeBound(lower);
            if (Number.isFinite(whole) && (bound === null || whole > bound)) {
              bound = whole;
              job.tell('prices', { lines: null, cost: bestCost, bound });
            }
          },
        });
        rootPrices = Float64Array.from(generated.bestPrices);
        letGo();
        takeBetter();
        if (isOver() || isProved() || isTooSlow()) return;
        const found = dive({
          instance,
          master,
          pool,
          priceAll: own,
          lines: best,
          threshold,
          cutoff: bestCost,
          timeLeft: () => (isTimed ? timeLeft() * DIVE_SHARE : Number.POSITIVE_INFINITY),
          isOver,
        });
        if (found) {
          const lines = best.map((line, person) => found.get(person) ?? line);
          keep(lines, 'dive');
          polishFrom(lines, 'dive', isOver);
        }
        if (generated.ended === 'over') return;
        master.columns.forEach((_, column) => {
          master.allow(column, true);
        });
      }
    } finally {
      letGo();
      master.dispose();
    }
  }

  /** The threads that helped to price the whole go on to neighbourhoods. */
  function letGo(): void {
    if (job.crew) closeCrew(job.crew, rootPrices);
  }

  function isProved(): boolean {
    return bound !== null && bestCost <= bound;
  }

  function takeBetter(): void {
    const other = job.better();
    if (other && other.cost < bestCost) {
      best = other.lines.map((line) => line.slice());
      bestCost = other.cost;
    }
  }

  function neighbourhoods(): void {
    const able = instance.people.length - start.broken.length;
    const reach: Reach = {
      people: Math.min(able, Math.max(4, Math.min(8, Math.round(able / 4)))),
      days: instance.days <= 56 ? instance.days : 28,
    };
    let cuts = 0;
    for (let step = 0; step < steps && !isOver() && !isProved(); step++) {
      takeBetter();
      const outcome = searchOne(reach, random);
      cuts = outcome === 'cut' ? cuts + 1 : 0;
      if (outcome === 'lost') reach.people = Math.max(LEAST_PEOPLE, reach.people - 1);
      if (cuts < CUTS_TO_GROW) continue;
      cuts = 0;
      if (instance.days > reach.days && random(2) === 0) reach.days = Math.min(instance.days, reach.days + 7);
      else reach.people = Math.min(able, reach.people + 1);
    }
  }

  function searchOne(reach: Reach, random: Random): Outcome {
    const around = chooseNeighbourhood(instance, best, coverOf(instance, best), reach, random);
    return searchPart(around, {
      method: 'vertex',
      priceAll: own,
      rounds: 40,
      closeEnough: 0.3,
      timeLeft: () => Number.POSITIVE_INFINITY,
    });
  }

  /**
   * A horizon that is too long to be priced at once: everybody's lines on some weeks after the others, at first side by
   * side, then over the borders, until a pass gains nothing.
   */
  function sweep(): void {
    const { days } = instance;
    const length = Math.min(days, weeksAtOnce(instance) * 7);
    const priceAll = job.crew ? leadCrew(job.crew, instance, cheapest) : own;
    const everybody = [...instance.people.keys()];
    const windows = windowsOf(days, length);
    for (let hasGained = true; hasGained && !isOver(); ) {
      hasGained = false;
      for (const offset of [0, 1]) {
        const pass = windows.filter((_, at) => at % 2 === offset);
        for (const [at, from] of pass.entries()) {
          if (isOver()) return;
          const begun = performance.now();
          const budget = (timeLeft() * SWEEP_SHARE) / (pass.length - at);
          const outcome = searchPart(
            { people: everybody, from, to: Math.min(days, from + length) },
            {
              method: 'interior',
              priceAll,
              rounds: 200,
              closeEnough: 1,
              timeLeft: () => (isTimed ? budget - (performance.now() - begun) : Number.POSITIVE_INFINITY),
            },
          );
          if (outcome === 'better') hasGained = true;
        }
      }
    }
  }

  /** `timeLeft` in milliseconds: half of it is for prices, the other for choosing lines. */
  function searchPart(
    around: Neighbourhood,
    how: {
      readonly method: Method;
      readonly priceAll: PriceAll;
      readonly rounds: number;
      readonly closeEnough: number;
      readonly timeLeft: () => number;
    },
  ): Outcome {
    const cover = coverOf(instance, best);
    const people = around.people.filter((person) => !start.broken.includes(person));
    const part: Part = { ...around, people, fixedCover: coverOutside(instance, best, cover, around) };
    const master = createMaster(solver, instance, part, how.method);
    const half = how.timeLeft() / 2;
    try {
      addLikely(instance, master, pool, best, rootPrices);
      // All that the part does not touch costs the same before and after.
      const present = presentCost(instance, master, best, cover);
      const generated: Generated = generate({
        instance,
        master,
        pool,
        priceAll: how.priceAll,
        lines: best,
        fix: noFix,
        smoothing: 0.5,
        rounds: how.rounds,
        cutoff: present,
        closeEnough: how.closeEnough,
        leastGain: 0,
        isOver: () => isOver() || how.timeLeft() < half,
      });
      if (generated.ended === 'cut') return 'cut';
      if (isOver()) return 'same';
      const chosen =
        how.method === 'interior' || master.useful(generated.point, present + 0.5) > MOST_CHOICES
          ? dive({
              instance,
              master,
              pool,
              priceAll: how.priceAll,
              lines: best,
              threshold: 0.75,
              cutoff: present,
              timeLeft: how.timeLeft,
              isOver,
            })
          : master.chooseWhole(generated.point, present + 0.5, NODES, isTimed ? CHOICE_SECONDS : NO_LIMIT);
      if (chosen === null) return 'lost';
      const lines = best.slice();
      for (const [person, line] of chosen) lines[person] = line;
      return keep(lines, 'neighbourhoods') ? 'better' : 'same';
    } finally {
      master.dispose();
    }
  }
}

/** So many weeks that pricing everybody on them together is the work of seconds. */
function weeksAtOnce({ people, codes }: Instance): number {
  return Math.max(2, Math.min(8, Math.floor(CELLS_AT_ONCE / (7 * people.length * codes.length))));
}

/** What the part costs as it stands: its people's lines and the rows of its days. */
function presentCost(instance: Instance, master: Master, lines: readonly Line[], cover: Int32Array): number {
  return (
    master.costOf(cover) +
    master.part.people.reduce((sum, person) => sum + lineCost(instance.people[person]!, lines[person]!), 0)
  );
}
