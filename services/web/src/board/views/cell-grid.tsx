import { type ReactNode, useEffect } from 'react';
import { longDay } from '../../layout/words.ts';
import { useGrid } from '../use-grid.ts';
import { DayHead } from './day-head.tsx';
import { marksOf } from './day-marks.ts';
import type { PictureDay } from './picture.ts';

/** What one cell shows: a few signs, all of it in words, and its class. */
export type GridCell = { readonly text: string; readonly words: string; readonly kind: string };

export type GridLine = {
  readonly key: string;
  readonly head: ReactNode;
  readonly name: string;
  /** The line begins a group of this name. */
  readonly group?: string;
  readonly cell: (date: string) => GridCell;
};

type Props = {
  readonly name: string;
  readonly corner: string;
  readonly days: readonly PictureDay[];
  readonly lines: readonly GridLine[];
  /** Cells of the last row, under each day. */
  readonly foot?: (date: string) => ReactNode;
  readonly open: (line: number, date: string) => void;
};

/** Lines down, days across, groups between: one tab stop, arrows to move, Enter opens a cell. Nothing is edited here. */
export function CellGrid({ name, corner, days, lines, foot, open }: Props) {
  const { at, grid, setAt, onKeyDown } = useGrid(lines.length, days.length);
  useEffect(() => {
    if (at.row >= lines.length || at.column >= days.length) setAt({ row: 0, column: 0 });
  }, [at, lines.length, days.length, setAt]);
  const choose = (row: number, column: number) => {
    const date = days[column]?.date;
    if (date && lines[row]) open(row, date);
  };
  return (
    <div className="weft-grid__scroll">
      <table
        ref={grid}
        role="grid"
        aria-readonly="true"
        className="weft-grid weft-view-grid"
        aria-label={name}
        onKeyDown={(event) => {
          if (onKeyDown(event)) return;
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          choose(at.row, at.column);
        }}
      >
        <thead>
          <tr>
            <th scope="col" className="weft-grid__corner">
              {corner}
            </th>
            {days.map((day, index) => (
              <th key={day.date} scope="col" className={marksOf(day).isRest ? 'weft-grid__rest' : undefined}>
                <DayHead day={day} next={days[index + 1]} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, row) => [
            line.group !== undefined && (
              <tr key={`group ${line.key}`} className="weft-grid__group">
                <th scope="colgroup" colSpan={days.length + 1}>
                  <span>{line.group}</span>
                </th>
              </tr>
            ),
            <tr key={line.key}>
              <th scope="row" className="weft-grid__name">
                {line.head}
              </th>
              {days.map(({ date }, column) => {
                const { text, words, kind } = line.cell(date);
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid's own key handler does what a click does
                  <td
                    key={date}
                    role="gridcell"
                    data-cell={`${row} ${column}`}
                    tabIndex={at.row === row && at.column === column ? 0 : -1}
                    aria-label={`${line.name}, ${longDay(date)}: ${words}`}
                    title={words}
                    className={`weft-cell weft-cell--${kind}`}
                    onClick={() => {
                      setAt({ row, column });
                      choose(row, column);
                    }}
                  >
                    {text}
                  </td>
                );
              })}
            </tr>,
          ])}
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              <th scope="row" className="weft-grid__name">
                All roles
              </th>
              {days.map(({ date }) => (
                <td key={date}>{foot(date)}</td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
