import { longDay } from '../layout/words.ts';
import type { Board } from './board-data.ts';

/** A column's head: the day, its holiday or clock change, all in its name. */
export function DayHeads({ days, first }: { readonly days: Board['days']; readonly first: string }) {
  return (
    <thead>
      <tr>
        <th scope="col" className="weft-grid__corner">
          {first}
        </th>
        {days.map(({ date, publicHoliday, clockChange }) => {
          const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
          const marks = [publicHoliday, clockChange ? 'the clocks change' : null].filter(Boolean).join(', ');
          return (
            <th
              key={date}
              scope="col"
              title={`${longDay(date)}${marks ? `: ${marks}` : ''}`}
              className={weekday === 0 || weekday === 6 || publicHoliday ? 'weft-grid__rest' : undefined}
            >
              <span aria-hidden="true">
                {'SMTWTFS'[weekday]}
                <br />
                {Number(date.slice(8))}
                {publicHoliday && <sup>PH</sup>}
                {clockChange && <sup>±1</sup>}
              </span>
              <span className="nhsuk-u-visually-hidden">
                {longDay(date)} {marks}
              </span>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
