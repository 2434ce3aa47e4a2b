import type { Highs } from 'highs';
import { type Random, randomFrom } from '../solve/random.ts';
import { type ColumnPool, columnPool } from './columns.ts';
import { closeCrew, inTurn, leadCrew, type PriceAll } from './crew.ts';
import type { Line } from './instance.ts';
import { type LineFound, type LineJob, lineSearch } from './line-search.ts';
import { loadHighs } from './master.ts';
import { coverOf, rosterCost } from './score.ts';
import type { SearchJob } from './search.ts';
import type { EngineProgress } from './solution.ts';
import { firstRoster, polish } from './start.ts';

/** What the stages of one thread's search share. */
export type Running = {
  readonly job: SearchJob;
  readonly random: Random;
  readonly solver: Highs;
  readonly pool: ColumnPool;
  readonly cheapest: (job: LineJob) => LineFound | null;
  /** Prices on this thread alone. */
  readonly own: PriceAll;
  /** Prices with whoever helps. */
  readonly together: PriceAll;
  /** People, by index, for whom no line keeps the hard rules. */
  readonly broken: readonly number[];
  /** Ended by time, not by steps. */
  readonly isTimed: boolean;
  /** Milliseconds. */
  readonly timeLeft: () => number;
  readonly isOver: () => boolean;
  best: Line[];
  cost: number;
  bound: number | null;
  /** [row] prices of the whole, where they are known: they tell which columns are likely to be of use. */
  rowPrices: Float64Array;
};

/** Bounds of how many lines are remembered for each person, and how many days of lines in all. */
const [FEWEST_COLUMNS, MOST_COLUMNS, DAYS_REMEMBERED] = [60, 600, 4_000_000];
/** Lines of horizons longer than this are mended in windows. */
const WHOLE_POLISH_DAYS = 200;
const POLISH_DAYS = 56;

/** The search with its first roster. */
export async function beginSearch(job: SearchJob): Promise<Running> {
  const { instance } = job;
  const begin = performance.now();
  const timeLeft = () => job.milliseconds - (performance.now() - begin);
  const random = randomFrom(job.seed * 7919 + job.thread * 104_729 + 1);
  const solver = await loadHighs();
  const remembered = Math.floor(DAYS_REMEMBERED / (instance.days * instance.people.length));
  const pool = columnPool(instance, Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, remembered)));
  const cheapest = lineSearch(instance);
  const own = inTurn(cheapest);
  const { lines, broken } = firstRoster(instance, cheapest, job.startFrom, random);
  const cost = rosterCost(instance, lines, broken);
  job.tell('lines', { lines, cost, bound: null });
  return {
    job,
    random,
    solver,
    pool,
    cheapest,
    own,
    together: job.crew ? leadCrew(job.crew, instance, cheapest) : own,
    broken,
    isTimed: job.steps === Number.POSITIVE_INFINITY,
    timeLeft,
    isOver: () => job.isCancelled() || timeLeft() <= 0,
    best: lines,
    cost,
    bound: null,
    rowPrices: new Float64Array(instance.rows.length),
  };
}

/** Keeps a roster that costs no more, and tells of one that costs less; gives whether it does. */
export function keep(running: Running, lines: readonly Line[], stage: EngineProgress['stage']): boolean {
  const { job, broken } = running;
  const cost = rosterCost(job.instance, lines, broken);
  if (cost > running.cost) return false;
  const isBetter = cost < running.cost;
  running.best = lines.map((line) => line.slice());
  running.cost = cost;
  if (isBetter) job.tell(stage, { lines: running.best, cost, bound: running.bound });
  return isBetter;
}

/** Takes over what another thread found, where it is better. */
export function takeBetter(running: Running): void {
  const other = running.job.better();
  if (!other || other.cost >= running.cost) return;
  running.best = other.lines.map((line) => line.slice());
  running.cost = other.cost;
}

export function isProved({ bound, cost }: Running): boolean {
  return bound !== null && cost <= bound;
}

/** The threads that helped to price go on to neighbourhoods. */
export function letGo({ job, rowPrices }: Running): void {
  if (job.crew) closeCrew(job.crew, rowPrices);
}

/** Betters a roster line by line until nobody gains, and keeps it. */
export function polishFrom(
  running: Running,
  lines: readonly Line[],
  stage: EngineProgress['stage'],
  isEnough: () => boolean,
): void {
  const { job, broken, cheapest, random, pool } = running;
  const { instance } = job;
  const polished = lines.map((line) => line.slice());
  const length = instance.days <= WHOLE_POLISH_DAYS ? instance.days : POLISH_DAYS;
  polish(instance, cheapest, { lines: polished, cover: coverOf(instance, polished), broken }, length, random, isEnough);
  polished.forEach((line, person) => {
    if (!broken.includes(person)) pool.add(person, line);
  });
  keep(running, polished, stage);
}
