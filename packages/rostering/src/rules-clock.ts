import { lineOf, workWithin } from './line.ts';
import type { Duty, Frame, Instant, Person } from './model.ts';
import { numbersOn } from './packs.ts';
import { HOUR, instantOfDay, localDateOf, weekdayOfDay } from './zone.ts';

/** What the rules count for one person at one moment; hours are elapsed hours. */
export type RulesClock = {
  /** Work in the 168 h that end now, and the most in any 168 h that touch the period. */
  readonly hours168: number;
  readonly worst168: { readonly hours: number; readonly from: Instant; readonly to: Instant } | null;
  readonly limit168: number;
  /** Rest before the shift that is under way or began last, travel taken out; null when none came before it. */
  readonly lastRestHours: number | null;
  /** Rest before the next shift, travel taken out; null when no next one is known. */
  readonly nextRestHours: number | null;
  readonly nights: number;
  readonly weekends: { readonly worked: number; readonly of: number };
  /** Work per week of the period, before any leave is counted. */
  readonly hoursPerWeek: number;
};

/** Reads the clock of one person; `duties` are all that the person holds, whoever the employer. */
export function rulesClock(
  frame: Frame,
  { person, duties }: { readonly person: Person; readonly duties: readonly Duty[] },
  now: Instant,
): RulesClock {
  const line = lineOf(frame, person, duties);
  const { period, spells } = line;
  const { rolling } = numbersOn(localDateOf(frame.zone, now)).resident;
  const length = rolling.windowHours * HOUR;
  let worst: { hours: number; from: Instant; to: Instant } | null = null;
  for (const stretch of line.work) {
    for (const from of [stretch.from, stretch.to - length]) {
      if (from >= period.to || from + length <= period.from) continue;
      const hours = workWithin(line, from, from + length) / HOUR;
      if (worst === null || hours > worst.hours) worst = { hours, from, to: from + length };
    }
  }
  const last = spells.findLastIndex(({ start }) => start <= now);
  const restAfter = (index: number) => {
    const rest = spells[index]?.restAfter ?? null;
    return rest === null ? null : rest / HOUR;
  };
  let nights = 0;
  for (const spell of spells)
    nights += spell.nights.filter((day) => day >= period.fromDay && day < period.toDay).length;
  const weekends = { worked: 0, of: 0 };
  for (let day = period.fromDay + ((13 - weekdayOfDay(period.fromDay)) % 7); day < period.toDay; day += 7) {
    weekends.of++;
    const from = instantOfDay(frame.zone, day, 1);
    const to = instantOfDay(frame.zone, day + 1, 23 * 60 + 59);
    if (line.duties.some(({ start, end }) => start < to && end > from)) weekends.worked++;
  }
  return {
    hours168: workWithin(line, now - length, now) / HOUR,
    worst168: worst,
    limit168: rolling.maxHours,
    lastRestHours: restAfter(last - 1),
    nextRestHours: restAfter(last),
    nights,
    weekends,
    hoursPerWeek: workWithin(line, period.from, period.to) / HOUR / ((period.toDay - period.fromDay) / 7),
  };
}
