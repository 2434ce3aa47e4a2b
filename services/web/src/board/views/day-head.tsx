import { longDay } from '../../layout/words.ts';
import { marksOf } from './day-marks.ts';
import type { PictureDay } from './picture.ts';

const LETTERS = ['M', 'T', 'W', 'T', 'F', 'S', 'S'];

/** What a column's head shows of its day: weekday, number, holiday, change of the clock; in words for those who listen. */
export function DayHead({ day, next }: { readonly day: PictureDay; readonly next?: PictureDay | undefined }) {
  const { words, signs } = marksOf(day, next);
  const isFirst = day.date.endsWith('-01');
  return (
    <span title={`${longDay(day.date)}${words && `: ${words}`}`}>
      <span aria-hidden="true" className="weft-day-head">
        <span>{LETTERS[day.weekday - 1]}</span>
        <strong>{Number(day.date.slice(8))}</strong>
        {isFirst && <small>{MONTHS[Number(day.date.slice(5, 7)) - 1]}</small>}
        {signs && <small>{signs}</small>}
      </span>
      <span className="nhsuk-u-visually-hidden">{[longDay(day.date), words].filter(Boolean).join(', ')}</span>
    </span>
  );
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
