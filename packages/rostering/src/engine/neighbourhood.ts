import type { Random } from '../solve/random.ts';
import type { Instance, Line } from './instance.ts';
import { shuffle } from './start.ts';

export type Neighbourhood = { readonly people: readonly number[]; readonly from: number; readonly to: number };

/** How large neighbourhoods are just now: people, and days where the horizon is long. */
export type Reach = { people: number; days: number };

/**
 * People and days to free. Half of the time by chance; else around a day whose cover costs most, with people who work
 * near it and some who are off, or people with the same line rules, who can stand in for each other.
 */
export function chooseNeighbourhood(
  instance: Instance,
  lines: readonly Line[],
  cover: Int32Array,
  reach: Reach,
  random: Random,
): Neighbourhood {
  const { days, people } = instance;
  const length = Math.min(days, reach.days);
  const focus = random(3);
  const worst = focus === 0 ? costlyDay(instance, cover, random) : random(days);
  const middle = worst - Math.floor(length / 2) + random(Math.max(1, Math.floor(length / 2))) - Math.floor(length / 4);
  const from = length === days ? 0 : Math.max(0, Math.min(days - length, Math.round(middle / 7) * 7));
  const to = from + length;
  const everybody = [...people.keys()];
  shuffle(everybody, random);
  if (focus === 1) {
    const alike = people[everybody[0]!]!.model;
    everybody.sort((a, b) => Number(people[b]!.model === alike) - Number(people[a]!.model === alike));
  }
  if (focus === 0) {
    // Whoever could stand in on the worst day comes first.
    const isNear = (person: number) => (lines[person]![worst]! < 0 ? 0 : 1);
    const half = Math.ceil(reach.people / 2);
    const off = everybody.filter((person) => isNear(person) === 0);
    const on = everybody.filter((person) => isNear(person) === 1);
    everybody.splice(0, everybody.length, ...off.slice(0, half), ...on, ...off.slice(half));
  }
  const chosen = everybody.slice(0, Math.min(people.length, reach.people)).sort((a, b) => a - b);
  return { people: chosen, from, to: Math.min(days, to) };
}

/** A day by chance, in proportion to what its cover costs. */
function costlyDay({ days, codes, cellStart, cellRows, rows }: Instance, cover: Int32Array, random: Random): number {
  const cost = new Float64Array(days);
  let total = 0;
  for (let day = 0; day < days; day++) {
    for (let k = cellStart[day * codes.length]!; k < cellStart[(day + 1) * codes.length]!; k++) {
      const row = rows[cellRows[k]!]!;
      const least = row.cost.reduce((min, each) => Math.min(min, each), Number.POSITIVE_INFINITY);
      cost[day] = cost[day]! + row.cost[cover[cellRows[k]!]!]! - least;
    }
    total += cost[day]!;
  }
  let at = (random(1_000_000) / 1_000_000) * total;
  for (let day = 0; day < days; day++) {
    at -= cost[day]!;
    if (at < 0) return day;
  }
  return random(days);
}
