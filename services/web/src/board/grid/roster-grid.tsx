import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  Fragment,
  memo,
  type ReactNode,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Cells } from '../model/cells.ts';
import type { BoardStore } from '../model/store.ts';
import { blockOf, type Selection } from '../selection.ts';
import { DayHead } from '../views/day-head.tsx';
import { marksOf } from '../views/day-marks.ts';
import type { Frame } from './overlay.tsx';
import { PersonRow } from './person-row.tsx';
import { CELLS_DRAWN, dayWidth, NAME_WIDTH, ROW_HEIGHT } from './sizes.ts';
import { useColumns } from './use-columns.ts';

type Props = {
  readonly store: BoardStore;
  readonly cells: Cells;
  /** Numbers of the people that are shown, in order. */
  readonly people: readonly number[];
  readonly selection: Selection;
  /** Grows when the focus shall go to the selected cell. */
  readonly focusCalls: number;
  readonly isReadOnly: boolean;
  /** The foot of a day, of its number. */
  readonly foot?: ((column: number) => ReactNode) | undefined;
  /** What lies over the cells. */
  readonly overlays: (frame: Frame) => ReactNode;
  readonly handlers: React.HTMLAttributes<HTMLElement>;
};

/** Room for a scrollbar beside the days. */
const SCROLLBAR = 16;
/** Rows beyond those in sight that are drawn too. */
const OVERSCAN = 6;

/** The grid of people by days: one row of the page is one row of the grid, and one cell is the only tab stop. */
export function RosterGrid(props: Props) {
  'use no memo';
  const { store, cells, people, selection, focusCalls, isReadOnly, foot, overlays, handlers } = props;
  const { days } = cells.grid;
  const scroll = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLTableSectionElement>(null);
  const [frame, setFrame] = useState<Frame>({ head: 0, day: dayWidth(days.length, 0) });
  const isVirtual = people.length * days.length > CELLS_DRAWN;
  const { focus } = selection;
  const rangeExtractor = useCallback(
    (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(focus.row, range.count - 1)])].sort((a, b) => a - b),
    [focus.row],
  );
  const virtual = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    enabled: isVirtual,
    rangeExtractor,
  });
  const rows = isVirtual ? virtual.getVirtualItems().map(({ index }) => index) : people.map((_person, row) => row);

  const { from, to, onScroll } = useColumns(days.length, frame.day);
  useLayoutEffect(() => {
    const room = (scroll.current?.clientWidth ?? 0) - NAME_WIDTH - SCROLLBAR;
    const measured = { head: head.current?.offsetHeight ?? 0, day: dayWidth(days.length, room) };
    setFrame((before) => (before.head === measured.head && before.day === measured.day ? before : measured));
  }, [days]);
  useLayoutEffect(() => {
    if (focusCalls === 0) return;
    scroll.current?.querySelector<HTMLElement>(`[data-cell="${focus.row} ${focus.column}"]`)?.focus();
  }, [focusCalls]);

  const block = blockOf(selection);
  let end = 0;
  return (
    <div
      ref={scroll}
      style={
        {
          '--weft-day-width': `${frame.day}px`,
          '--weft-name-width': `${NAME_WIDTH}px`,
          '--weft-head-height': `${frame.head}px`,
        } as CSSProperties
      }
      {...handlers}
      onScroll={onScroll}
    >
      <table
        role="grid"
        className="weft-rows__table"
        aria-label="People by day"
        aria-rowcount={people.length + 1}
        aria-colcount={days.length + 1}
        aria-multiselectable="true"
        aria-readonly={isReadOnly || undefined}
        style={{ width: NAME_WIDTH + days.length * frame.day }}
      >
        <colgroup>
          <col style={{ width: NAME_WIDTH }} />
          {days.map(({ date }) => (
            <col key={date} style={{ width: frame.day }} />
          ))}
        </colgroup>
        <thead ref={head}>
          <Heads days={days} />
        </thead>
        <tbody>
          {rows.map((row) => {
            const gap = row - end;
            end = row + 1;
            const number = people[row] as number;
            const isSelected = row >= block.top && row <= block.bottom;
            return (
              <Fragment key={number}>
                {gap > 0 && <Gap rows={gap} />}
                <PersonRow
                  store={store}
                  number={number}
                  person={cells.grid.people[number]?.person ?? ''}
                  row={row}
                  from={row === focus.row ? Math.min(from, focus.column) : from}
                  to={row === focus.row ? Math.max(to, focus.column + 1) : to}
                  left={isSelected ? block.left : -1}
                  right={isSelected ? block.right : -2}
                  focus={row === focus.row ? focus.column : -1}
                  isReadOnly={isReadOnly}
                />
              </Fragment>
            );
          })}
          {end < people.length && <Gap rows={people.length - end} />}
        </tbody>
        {foot && (
          <tfoot>
            <Feet days={days} foot={foot} />
          </tfoot>
        )}
      </table>
      <div className="weft-rows__overlays">{overlays(frame)}</div>
    </div>
  );
}

type HeadProps = { readonly days: Cells['grid']['days'] };

const Heads = memo(function Heads({ days }: HeadProps) {
  return (
    <tr aria-rowindex={1}>
      <th scope="col" aria-colindex={1} className="weft-rows__corner">
        Person
      </th>
      {days.map((day, column) => (
        <th
          key={day.date}
          scope="col"
          aria-colindex={column + 2}
          data-column={column}
          className={`weft-rows__day${marksOf(day).isRest ? ' weft-rows__day--rest' : ''}`}
        >
          <DayHead day={day} next={days[column + 1]} />
        </th>
      ))}
    </tr>
  );
});

const Feet = memo(function Feet({ days, foot }: HeadProps & { readonly foot: (column: number) => ReactNode }) {
  return (
    <tr>
      <th scope="row" className="weft-rows__corner">
        Cover
      </th>
      {days.map(({ date }, column) => (
        <td key={date}>{foot(column)}</td>
      ))}
    </tr>
  );
});

/** Room of rows that are not drawn. */
const Gap = ({ rows }: { readonly rows: number }) => (
  // biome-ignore lint/a11y: no row of the grid, only its height
  <tr role="presentation" aria-hidden="true" style={{ height: rows * ROW_HEIGHT }} />
);
