import type { Tables } from './tables.ts';

/** What one person's line costs, by aim, in units of weight; soft findings apart. */
export type LineCost = { hours: number; fairness: number; travel: number };

/** Writes the cost of a line (items of one person, by start) into `into` and returns its sum. */
export function lineCost(t: Tables, person: number, line: readonly number[], into: LineCost): number {
  const weights = t.problem.weights;
  let work = 0;
  let nights = 0;
  let weekends = 0;
  let travel = 0;
  let site = -1;
  for (let at = 0; at < line.length; at++) {
    const item = line[at]!;
    work += t.work[item]!;
    nights += t.night[item]!;
    weekends += t.weekend[item]!;
    const here = t.site[item]!;
    if (site >= 0) travel += t.travel[site * t.sites + here]!;
    site = here;
  }
  const contracted = t.contracted[person]!;
  const hoursOff = Number.isNaN(contracted) ? 0 : (work - contracted) / 60;
  const nightsOver = Math.max(0, nights - t.fairNights[person]!);
  const weekendsOver = Math.max(0, weekends - t.fairWeekends[person]!);
  into.hours = weights.hoursBalance * Math.round(hoursOff * hoursOff);
  into.fairness = weights.fairness * (nightsOver * nightsOver + weekendsOver * weekendsOver);
  into.travel = weights.travelMinute * travel;
  return into.hours + into.fairness + into.travel;
}
