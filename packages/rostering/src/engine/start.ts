import type { Random } from '../solve/random.ts';
import { cellPrices } from './cell-prices.ts';
import { outsideCost } from './generate.ts';
import type { Instance, Line } from './instance.ts';
import { OFF } from './instance.ts';
import { graphOf } from './line-graph.ts';
import type { LineFound, LineJob } from './line-search.ts';
import type { Quota } from './price.ts';
import { addCover, lineCost } from './score.ts';

/** Beyond so many days a first line is built in pieces. */
const DAYS_AT_ONCE = 100;

/** Ways to build it, tried in order: days of a piece, and by how many days' units the sums may fall behind or run ahead. */
type Pieces = { readonly days: number; readonly behind: number; readonly ahead: number };
const AHEAD = 4;
const PIECES: readonly Pieces[] = [
  { days: 28, behind: 2, ahead: 2 },
  { days: 28, behind: 0, ahead: 1 },
];

export type Start = { readonly lines: Line[]; readonly cover: Int32Array; readonly broken: readonly number[] };

/**
 * A first roster: each person in turn takes the cheapest line at what the cover is still short of. Lines given keep their
 * place where they keep the rules. A person for whom no line keeps the hard rules has days off, and is named as broken.
 */
export function firstRoster(
  instance: Instance,
  cheapest: (job: LineJob) => LineFound | null,
  given: readonly Line[] | null,
  random: Random,
): Start {
  const cover = new Int32Array(instance.rows.length);
  const broken: number[] = [];
  const lines = instance.people.map((_, person) => given?.[person]?.slice() ?? new Int16Array(instance.days).fill(OFF));
  const without: number[] = [];
  instance.people.forEach((person, at) => {
    if (given?.[at] && lineCost(person, lines[at]!) < Number.POSITIVE_INFINITY)
      addCover(instance, lines[at]!, cover, 1);
    else without.push(at);
  });
  shuffle(without, random);
  for (const person of without) {
    const isFound =
      instance.days > DAYS_AT_ONCE
        ? PIECES.some((pieces) => pieceByPiece(instance, cheapest, lines, cover, person, pieces))
        : wholeLine(instance, cheapest, lines, cover, person, pricesAt(instance, cover, 0, instance.days));
    if (isFound || wholeLine(instance, cheapest, lines, cover, person, null)) continue;
    broken.push(person);
    lines[person]!.fill(OFF);
  }
  return { lines, cover, broken: broken.sort((a, b) => a - b) };
}

/**
 * Each person in turn takes the cheapest line against the others', a window of `length` days at a time, until nobody
 * gains. Gives whether anything changed.
 */
export function polish(
  instance: Instance,
  cheapest: (job: LineJob) => LineFound | null,
  start: Start,
  length: number,
  random: Random,
  isOver: () => boolean,
): boolean {
  const { days } = instance;
  const turns = [...instance.people.keys()]
    .filter((person) => !start.broken.includes(person))
    .flatMap((person) => windowsOf(days, length).map((from) => ({ person, from, to: Math.min(days, from + length) })));
  let hasChanged = false;
  let idle = 0;
  while (idle < turns.length) {
    shuffle(turns, random);
    for (const { person, from, to } of turns) {
      if (isOver()) return hasChanged;
      if (bestReply(instance, cheapest, start, person, from, to)) {
        hasChanged = true;
        idle = 0;
      } else if (++idle >= turns.length) break;
    }
  }
  return hasChanged;
}

/** Where windows of `length` days begin that overlap by half. */
export function windowsOf(days: number, length: number): number[] {
  if (length >= days) return [0];
  const step = Math.floor(length / 2);
  return Array.from({ length: Math.ceil((days - length) / step) + 1 }, (_, at) => Math.min(at * step, days - length));
}

/**
 * A first line for a long horizon, a few weeks at a time: at the end of each piece the sums lie near their share of what
 * they may come to. False when a piece had no line, which proves nothing.
 */
function pieceByPiece(
  instance: Instance,
  cheapest: (job: LineJob) => LineFound | null,
  lines: Line[],
  cover: Int32Array,
  person: number,
  pieces: Pieces,
): boolean {
  const { days } = instance;
  const { model } = instance.people[person]!;
  const graph = graphOf(model);
  const prices = pricesAt(instance, cover, 0, days);
  const line = lines[person]!.fill(OFF);
  for (let from = 0; from < days; from += pieces.days) {
    const to = Math.min(days, from + pieces.days);
    const share = workableDays(instance, person, to) / Math.max(1, workableDays(instance, person, days));
    const aDay = graph.mostADay;
    const quota: Quota = {
      least: graph.least.map((least, counter) =>
        Math.min(least, Math.max(0, Math.floor(least * share - pieces.behind * aDay[counter]!))),
      ),
      greatest: graph.greatest.map((greatest, counter) =>
        Math.min(
          greatest,
          Math.ceil(greatest * share + (graph.least[counter]! > 0 ? pieces.ahead : AHEAD) * aDay[counter]!),
        ),
      ),
    };
    const found = cheapest({
      person,
      prices,
      from,
      to,
      fix: null,
      ceiling: Number.POSITIVE_INFINITY,
      quota: to === days ? null : quota,
      line,
    });
    if (found?.keepsRules !== true) return false;
  }
  addCover(instance, line, cover, 1);
  return lineCost(instance.people[person]!, line) < Number.POSITIVE_INFINITY;
}

/** Days before `to` on which the person may work at all. */
function workableDays({ people, codes }: Instance, person: number, to: number): number {
  const { cellCost } = people[person]!;
  let days = 0;
  for (let day = 0; day < to; day++) {
    const row = cellCost.subarray(day * codes.length, (day + 1) * codes.length);
    if (row.some((cost) => cost < Number.POSITIVE_INFINITY)) days++;
  }
  return days;
}

/** [day · codes + code] what one more person is worth at this cover, on the days [from, to). */
function pricesAt(instance: Instance, cover: Int32Array, from: number, to: number): Float64Array {
  const { days, rows } = instance;
  const worth = Float64Array.from(
    rows,
    ({ cost }, row) => cost[cover[row]!]! - (cost[cover[row]! + 1] ?? cost[cover[row]!]!),
  );
  const prices = new Float64Array(days * instance.codes.length);
  cellPrices(instance, worth, from, to, prices);
  return prices;
}

/** The cheapest line at these prices; with none, any line that keeps the rules, whatever the cover needs. */
function wholeLine(
  instance: Instance,
  cheapest: (job: LineJob) => LineFound | null,
  lines: Line[],
  cover: Int32Array,
  person: number,
  prices: Float64Array | null,
): boolean {
  const { days, codes } = instance;
  const line = lines[person]!.fill(OFF);
  const found = cheapest({
    person,
    prices: prices ?? new Float64Array(days * codes.length),
    from: 0,
    to: days,
    fix: null,
    ceiling: Number.POSITIVE_INFINITY,
    quota: null,
    line,
  });
  if (found?.keepsRules !== true) return false;
  addCover(instance, line, cover, 1);
  return true;
}

/** Replaces a person's line on the days [from, to) by the cheapest one against the others. False when nothing is gained. */
function bestReply(
  instance: Instance,
  cheapest: (job: LineJob) => LineFound | null,
  { lines, cover }: Start,
  person: number,
  from: number,
  to: number,
): boolean {
  const present = lines[person]!;
  addCover(instance, present, cover, -1, from, to);
  const prices = pricesAt(instance, cover, from, to);
  let ceiling = lineCost(instance.people[person]!, present) - outsideCost(instance, person, present, from, to) - 1e-9;
  for (let day = from; day < to; day++) {
    if (present[day]! >= 0) ceiling -= prices[day * instance.codes.length + present[day]!]!;
  }
  const line = present.slice();
  const isBetter = cheapest({ person, prices, from, to, fix: null, ceiling, quota: null, line })?.keepsRules === true;
  if (isBetter) present.set(line);
  addCover(instance, present, cover, 1, from, to);
  return isBetter;
}

/** In place, by Fisher and Yates. */
export function shuffle<T>(list: T[], random: Random): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
}
