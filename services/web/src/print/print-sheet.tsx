import type { Board } from '../board/board-data.ts';
import type { LegendLine, Sheet } from './sheets.ts';

type Props = {
  readonly sheet: Sheet;
  /** What it is, of which version, printed when: on each page. */
  readonly stamp: string;
  readonly legend: readonly LegendLine[];
  readonly days: Board['days'];
};

/** One sheet as a plain table. Its head, with the stamp, is repeated on each page that it needs. */
export function PrintSheet({ sheet, stamp, legend, days }: Props) {
  const known = new Map(days.map((day) => [day.date, day]));
  const used = new Set(sheet.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.split('+'))));
  return (
    <section className="weft-sheet" tabIndex={0} aria-label={sheet.title}>
      <table>
        <caption>{sheet.title}</caption>
        <thead>
          <tr>
            <td colSpan={sheet.days.length + 1} className="weft-sheet__stamp">
              {stamp}
            </td>
          </tr>
          <tr>
            <th scope="col">Person</th>
            {sheet.days.map((date) => {
              const day = new Date(`${date}T00:00:00Z`);
              const weekday = day.getUTCDay();
              const holiday = known.get(date)?.publicHoliday;
              return (
                <th key={date} scope="col" className={weekday % 6 === 0 || holiday ? 'weft-sheet__rest' : undefined}>
                  {['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][weekday]} {day.getUTCDate()}
                  {holiday && <small> {holiday}</small>}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map(({ person, name, cells }) => (
            <tr key={person}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={sheet.days[index]}>{cell}</td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">Gaps</th>
            {sheet.gaps.map((count, index) => (
              <td key={sheet.days[index]}>{count > 0 ? count : ''}</td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="weft-sheet__legend">
        <strong>Legend.</strong> L leave.{' '}
        {legend
          .filter(({ code }) => used.has(code))
          .map(({ code, words }) => `${code}: ${words}`)
          .join('. ')}
      </p>
    </section>
  );
}
