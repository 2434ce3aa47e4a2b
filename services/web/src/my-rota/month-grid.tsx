import { addDays, mondayOf, shortDay, timesOf } from '../layout/words.ts';
import type { MyDuty, MyRota } from './dial-words.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const monthName = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** 'March 2026', of 'YYYY-MM'. */
export const nameOfMonth = (month: string): string => monthName.format(new Date(`${month}-01T00:00:00Z`));

/** 'YYYY-MM', so many months later. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The weeks of a month as local days, from Monday; days of other months are null. */
export function weeksOfMonth(month: string): readonly (readonly (string | null)[])[] {
  const weeks: (string | null)[][] = [];
  for (let monday = mondayOf(`${month}-01`); monday.slice(0, 7) <= month; monday = addDays(monday, 7))
    weeks.push(DAYS.map((_, day) => addDays(monday, day)).map((date) => (date.startsWith(month) ? date : null)));
  return weeks;
}

/** One month as a grid, and the same in words for whoever reads rather than looks. */
export function MonthGrid({
  month,
  rota: { duties, leave },
  today,
}: {
  readonly month: string;
  readonly rota: Pick<MyRota, 'duties' | 'leave'>;
  readonly today: string;
}) {
  const held = duties.filter(({ status }) => status !== 'cancelled');
  const dutiesOn = (date: string) => held.filter((duty) => duty.date === date);
  const isAway = (date: string) => leave.some(({ from, to }) => from <= date && date < to);
  const days = weeksOfMonth(month).flatMap((week) => week.filter((date) => date !== null));
  const busy = days.filter((date) => dutiesOn(date).length > 0 || isAway(date));
  return (
    <>
      <table className="weft-month">
        <caption className="nhsuk-u-visually-hidden">{nameOfMonth(month)}</caption>
        <thead>
          <tr>
            {DAYS.map((day) => (
              <th key={day} scope="col">
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOfMonth(month).map((week) => (
            <tr key={week.find((date) => date !== null)}>
              {week.map((date, index) =>
                date === null ? (
                  <td key={DAYS[index]} />
                ) : (
                  <td key={date} aria-current={date === today ? 'date' : undefined}>
                    <span className="weft-month__day">{Number(date.slice(8))}</span>
                    {dutiesOn(date).map((duty) => (
                      <span key={duty.booking} className="weft-month__duty">
                        {duty.code || duty.role.slice(0, 3)}
                        {duty.status === 'tentative' && '*'}
                      </span>
                    ))}
                    {isAway(date) && <span className="weft-month__leave">leave</span>}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="weft-small">* changed since the rota was published.</p>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">{nameOfMonth(month)} in words</span>
        </summary>
        <ul className="nhsuk-details__text">
          {busy.length === 0 && <li>Nothing is published for you in this month.</li>}
          {busy.map((date) => (
            <li key={date}>
              {shortDay(date)}: {[...dutiesOn(date).map(inWords), ...(isAway(date) ? ['leave'] : [])].join('; ')}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

const inWords = (duty: MyDuty) =>
  `${duty.code} ${duty.role}, ${timesOf(duty)}, ${duty.siteName}${duty.status === 'tentative' ? ', changed since publication' : ''}`;
