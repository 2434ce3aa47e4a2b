import { memo, useSyncExternalStore } from 'react';
import type { BoardStore } from '../model/store.ts';
import { RowHead } from '../views/row-head.tsx';
import { cellWords } from './cell-words.ts';

type Props = {
  readonly store: BoardStore;
  /** The row's number in the board, the person in it, and where it stands in what is shown. */
  readonly number: number;
  readonly person: string;
  readonly row: number;
  /** The columns that are drawn: those of [from, to). */
  readonly from: number;
  readonly to: number;
  /** The selected columns of this row, and that of the focus. */
  readonly left: number;
  readonly right: number;
  readonly focus: number;
  /** The only tab stop of the grid lies in this row. */
  readonly isReadOnly: boolean;
};

/** One person's row. It is drawn again when the person's revision grows, or the selection in it changes. */
export const PersonRow = memo(function PersonRow(props: Props) {
  const { store, number, person: id, row, from, to, left, right, focus, isReadOnly } = props;
  useSyncExternalStore(
    (listener) => store.subscribeRow(id, listener),
    () => store.rowRevision(id),
  );
  const cells = store.cells();
  const person = cells?.grid.people[number];
  if (!cells || person?.person !== id) return null;
  const drawn = [];
  for (let column = from; column < to; column++) {
    const date = cells.grid.days[column]?.date ?? '';
    const { text, signs, kind, worst, state, name } = cellWords(
      cells,
      { row: number, column },
      { mark: store.mark(id, date), touch: store.touch(id, date) },
    );
    const isSelected = column >= left && column <= right;
    drawn.push(
      <td
        key={column}
        role="gridcell"
        aria-colindex={column + 2}
        aria-selected={isSelected}
        aria-readonly={isReadOnly || undefined}
        aria-label={name}
        tabIndex={column === focus ? 0 : -1}
        data-cell={`${row} ${column}`}
        className={`weft-cell weft-cell--${kind} weft-cell--worst-${worst}${state ? ` weft-cell--${state}` : ''}`}
      >
        {text}
        {signs && <span className="weft-cell__signs">{signs}</span>}
      </td>,
    );
  }
  return (
    <tr aria-rowindex={row + 2} className="weft-rows__row">
      <th scope="row" aria-colindex={1} className="weft-rows__name" data-row={row}>
        <RowHead person={person} />
      </th>
      {from > 0 && <td role="presentation" colSpan={from} />}
      {drawn}
      {to < cells.grid.days.length && <td role="presentation" colSpan={cells.grid.days.length - to} />}
    </tr>
  );
});
