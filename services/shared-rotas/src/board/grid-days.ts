import { addDays, daysBetween, instantOf } from '@weft/rostering';
import { ZONE } from '../zone.ts';
import { boardDays } from './days.ts';
import type { GridDay } from './grid-shape.ts';

/** The days shown, and the number of each. */
export type ShownDays = {
  readonly from: string;
  readonly to: string;
  readonly days: readonly GridDay[];
  /** The number of a local day, or -1 where it is not shown. */
  readonly numberOf: (date: string) => number;
  /** As instants [start, end). */
  readonly start: number;
  readonly end: number;
};

/** The local days [from, to), with what a column's head says of each. */
export function shownDays(from: string, to: string, holidayOn: (date: string) => string | null): ShownDays {
  const days = boardDays(from, to, holidayOn).map(({ date, weekday, publicHoliday, clockChange }) => ({
    date,
    weekday,
    publicHoliday,
    hours: clockChange ? hoursOf(date) : 24,
  }));
  const numbers = new Map(days.map(({ date }, index) => [date, index]));
  return {
    from,
    to,
    days,
    numberOf: (date) => numbers.get(date) ?? -1,
    start: instantOf(ZONE, from, '00:00'),
    end: instantOf(ZONE, to, '00:00'),
  };
}

const hoursOf = (date: string) =>
  (instantOf(ZONE, addDays(date, 1), '00:00') - instantOf(ZONE, date, '00:00')) / 3_600_000;

/** Days [from, to) by number, cut at the days shown; null where none of them is shown. */
export function cutAt(
  shown: ShownDays,
  { from, to }: { readonly from: string; readonly to: string },
): { readonly day: number; readonly until: number } | null {
  if (from >= shown.to || to <= shown.from || to <= from) return null;
  return {
    day: Math.max(0, daysBetween(shown.from, from)),
    until: Math.min(shown.days.length, daysBetween(shown.from, to)),
  };
}
