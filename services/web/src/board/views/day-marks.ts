import type { PictureDay } from './picture.ts';

/** What a column's head says of its day beside the date. */
export type DayMarks = {
  /** Saturday, Sunday or a public holiday. */
  readonly isRest: boolean;
  /** The first of a week. */
  readonly isMonday: boolean;
  /** All in words, or ''. */
  readonly words: string;
  /** The same in two or three signs, or ''. */
  readonly signs: string;
};

/**
 * Marks of a day: its public holiday, the change of the clock, and the night before it that is an hour longer or
 * shorter. `next` is the day after it, where that is known.
 */
export function marksOf(day: PictureDay, next?: PictureDay): DayMarks {
  const words = [
    ...(day.publicHoliday ? [day.publicHoliday] : []),
    ...(day.hours === 24 ? [] : [day.hours > 24 ? 'the clocks go back' : 'the clocks go forward']),
    ...(next && next.hours !== 24
      ? [`the night that begins is an hour ${next.hours > 24 ? 'longer' : 'shorter'}`]
      : []),
  ];
  const change = (hours: number) => (hours > 24 ? '+1 h' : '−1 h');
  const signs = [
    ...(day.publicHoliday ? ['PH'] : []),
    ...(day.hours === 24 ? [] : [change(day.hours)]),
    ...(next && next.hours !== 24 ? [`☾ ${change(next.hours)}`] : []),
  ];
  return {
    isRest: day.weekday > 5 || day.publicHoliday !== null,
    isMonday: day.weekday === 1,
    words: words.join(', '),
    signs: signs.join(' '),
  };
}
