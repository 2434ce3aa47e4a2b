import type { Random } from '../solve/random.ts';
import type { Instance, Line } from './instance.ts';
import { OFF } from './instance.ts';
import type { LineFound, LineJob } from './line-search.ts';
import { cellPrices } from './master.ts';
import { addCover, lineCost } from './score.ts';

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
    if (bestReply(instance, cheapest, lines, cover, person, false)) continue;
    broken.push(person);
    lines[person]!.fill(OFF);
  }
  return { lines, cover, broken: broken.sort((a, b) => a - b) };
}

/** Each person in turn takes the cheapest line against the others', until nobody gains. Gives whether anything changed. */
export function polish(
  instance: Instance,
  cheapest: (job: LineJob) => LineFound | null,
  { lines, cover, broken }: Start,
  random: Random,
  isOver: () => boolean,
): boolean {
  const order = [...instance.people.keys()].filter((person) => !broken.includes(person));
  let hasChanged = false;
  let idle = 0;
  while (idle < order.length) {
    shuffle(order, random);
    for (const person of order) {
      if (isOver()) return hasChanged;
      addCover(instance, lines[person]!, cover, -1);
      if (bestReply(instance, cheapest, lines, cover, person, true)) {
        hasChanged = true;
        idle = 0;
      } else if (++idle >= order.length) break;
    }
  }
  return hasChanged;
}

/** Replaces a person's line by the cheapest one against `cover`, which does not hold it yet and does afterwards. */
function bestReply(
  instance: Instance,
  cheapest: (job: LineJob) => LineFound | null,
  lines: Line[],
  cover: Int32Array,
  person: number,
  hasLine: boolean,
): boolean {
  const { days, rows } = instance;
  const worth = Float64Array.from(
    rows,
    ({ cost }, row) => cost[cover[row]!]! - (cost[cover[row]! + 1] ?? cost[cover[row]!]!),
  );
  const prices = new Float64Array(days * instance.codes.length);
  cellPrices(instance, worth, 0, days, prices);
  const line = new Int16Array(days);
  const ceiling = hasLine ? netCost(instance, person, lines[person]!, prices) - 1e-9 : Number.POSITIVE_INFINITY;
  const isBetter = cheapest({ person, prices, from: 0, to: days, fix: null, ceiling, line })?.keepsRules === true;
  if (isBetter) lines[person]!.set(line);
  if (isBetter || hasLine) addCover(instance, lines[person]!, cover, 1);
  return isBetter;
}

function netCost(instance: Instance, person: number, line: Line, prices: Float64Array): number {
  let cost = lineCost(instance.people[person]!, line);
  const codes = instance.codes.length;
  for (let day = 0; day < line.length; day++) if (line[day]! >= 0) cost -= prices[day * codes + line[day]!]!;
  return cost;
}

/** In place, by Fisher and Yates. */
export function shuffle<T>(list: T[], random: Random): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
}
