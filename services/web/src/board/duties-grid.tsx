import { longDay, timesOf } from '../layout/words.ts';
import type { Board, BoardDuty, BoardIndex } from './board-data.ts';
import { DayHeads } from './day-heads.tsx';
import { useGrid } from './use-grid.ts';

type Props = { readonly board: Board; readonly index: BoardIndex; readonly open: (duty: string) => void };

/** Duties down (site, service, role, code), days across: how many of those needed are there, and who. */
export function DutiesGrid({ board, index, open }: Props) {
  const lines = linesOf(board);
  const { at, grid, setAt, onKeyDown } = useGrid(lines.length, board.days.length);
  const choose = (row: number, column: number) => {
    const duty = lines[row]?.byDay.get(board.days[column]?.date ?? '')?.[0];
    if (duty) open(duty.id);
  };
  return (
    <div className="weft-grid__scroll">
      <table
        ref={grid}
        role="grid"
        className="weft-grid"
        aria-label="Duties by day"
        aria-rowcount={lines.length + 1}
        onKeyDown={(event) => {
          if (onKeyDown(event)) return;
          if (event.key !== 'Enter' && event.key !== 'F2' && event.key !== ' ') return;
          event.preventDefault();
          choose(at.row, at.column);
        }}
      >
        <DayHeads days={board.days} first="Duty" />
        <tbody>
          {lines.map(({ key, head, byDay }, row) => (
            <tr key={key}>
              <th scope="row" className="weft-grid__name">
                {head.code} {head.role}
                <small>
                  {head.siteName} · {head.service} · {timesOf(head)}
                </small>
              </th>
              {board.days.map(({ date }, column) => {
                const duties = byDay.get(date) ?? [];
                const needed = duties.reduce((sum, { count }) => sum + count, 0);
                const there = duties.flatMap(({ filled }) => filled);
                const names = there.map(({ person }) => index.people.get(person)?.name ?? person);
                const missing = Math.max(0, needed - there.length);
                const name =
                  needed === 0
                    ? 'none'
                    : `${there.length} of ${needed}${names.length > 0 ? `: ${names.join(', ')}` : ''}${missing > 0 ? `; ${missing} missing` : ''}`;
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid's own key handler does what a click does
                  <td
                    key={date}
                    role="gridcell"
                    data-cell={`${row} ${column}`}
                    tabIndex={at.row === row && at.column === column ? 0 : -1}
                    aria-label={`${head.code} ${head.role}, ${longDay(date)}: ${name}`}
                    title={name}
                    className={`weft-cell weft-cell--${needed === 0 ? 'none' : missing > 0 ? 'hard' : 'duty'}`}
                    onClick={() => {
                      setAt({ row, column });
                      choose(row, column);
                    }}
                  >
                    {needed === 0 ? '' : `${there.length}/${needed}${missing > 0 ? '!' : ''}`}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function linesOf(board: Board) {
  const lines = new Map<string, { key: string; head: BoardDuty; byDay: Map<string, BoardDuty[]> }>();
  for (const duty of board.duties) {
    if (duty.withdrawn) continue;
    const key = [duty.siteName, duty.service, duty.role, duty.code].join(' · ');
    const line = lines.get(key) ?? { key, head: duty, byDay: new Map<string, BoardDuty[]>() };
    line.byDay.set(duty.date, [...(line.byDay.get(duty.date) ?? []), duty]);
    lines.set(key, line);
  }
  return [...lines.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
