import type { Duty, Frame, Person } from '../model.ts';
import { numberChanges, numbersOn } from '../packs.ts';
import { dayNumberOf, HOUR, instantOfDay, localDayOf, MINUTE, weekdayOfDay } from '../zone.ts';

const NIGHT_MS = 180 * MINUTE;

/**
 * Whether a duty of either kind is a burden to share fairly: a night (180 minutes or more of some 23:00 to 06:00,
 * as the rules' night shift) or a weekend (any of Saturday 00:01 to Sunday 23:59), both local.
 */
export function burdenOf(zone: string, duty: Duty): { readonly night: boolean; readonly weekend: boolean } {
  let night = false;
  let weekend = false;
  const last = localDayOf(zone, duty.end - 1);
  for (let day = localDayOf(zone, duty.start) - 1; day <= last; day++) {
    const evening = instantOfDay(zone, day, 23 * 60);
    const morning = instantOfDay(zone, day + 1, 6 * 60);
    night ||= overlap(duty, evening, morning) >= NIGHT_MS;
    if (weekdayOfDay(day) !== 6) continue;
    weekend ||= overlap(duty, instantOfDay(zone, day, 1), instantOfDay(zone, day + 1, 23 * 60 + 59)) > 0;
  }
  return { night, weekend };
}

/** The person's leave as instants: start, end, start, end, … */
export function leaveIntervals(zone: string, person: Pick<Person, 'leave'>): Float64Array {
  return Float64Array.from(
    person.leave.flatMap((leave) => [startOfDate(zone, leave.from), startOfDate(zone, leave.to)]),
  );
}

type Interval = { readonly start: number; readonly end: number };
const periods = new WeakMap<Frame, Interval>();

/** The frame's period as instants [start, end). */
export function periodInterval(frame: Frame): Interval {
  const known = periods.get(frame);
  if (known) return known;
  const { zone, period } = frame;
  const interval = { start: startOfDate(zone, period.from), end: startOfDate(zone, period.to) };
  periods.set(frame, interval);
  return interval;
}

/** Rest between spells, in milliseconds, below which a resident doctor has a finding under every pack of the period. */
export function surelyShortRest(frame: Frame): number {
  const dates = numberChanges(frame.period.from, frame.period.to);
  return HOUR * Math.min(...dates.map((date) => numbersOn(date).resident.restHours));
}

const startOfDate = (zone: string, date: string) => instantOfDay(zone, dayNumberOf(date), 0);

function overlap(duty: Duty, from: number, to: number): number {
  return Math.min(duty.end, to) - Math.max(duty.start, from);
}
