import { addDays, instantOf, weekdayOf } from '@weft/rostering';
import { ZONE } from '../zone.ts';

/** One local day of a board. */
type BoardDay = {
  readonly date: string;
  /** Monday 1 to Sunday 7. */
  readonly weekday: number;
  /** The name of the public holiday, or null. */
  readonly publicHoliday: string | null;
  /** The clock changes on this day: it has 23 or 25 hours. */
  readonly clockChange: boolean;
};

/** The local days [from, to). */
export function boardDays(from: string, to: string, holidayOn: (date: string) => string | null): BoardDay[] {
  const days: BoardDay[] = [];
  for (let date = from; date < to; date = addDays(date, 1)) {
    const hours = (instantOf(ZONE, addDays(date, 1), '00:00') - instantOf(ZONE, date, '00:00')) / 3_600_000;
    days.push({ date, weekday: weekdayOf(date), publicHoliday: holidayOn(date), clockChange: hours !== 24 });
  }
  return days;
}
