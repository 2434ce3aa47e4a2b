import { useSyncExternalStore } from 'react';
import { longDay } from '../../layout/words.ts';
import type { Cells } from '../model/cells.ts';
import type { BoardStore } from '../model/store.ts';
import { cellWords } from './cell-words.ts';

type Props = { readonly store: BoardStore; readonly cells: Cells; readonly number: number; readonly column: number };

/** All that the chosen cell says, in words: times, place, findings. */
export function CellLine({ store, cells, number, column }: Props) {
  const person = cells.grid.people[number];
  const date = cells.grid.days[column]?.date;
  useSyncExternalStore(
    (listener) => store.subscribeRow(person?.person ?? '', listener),
    () => store.rowRevision(person?.person ?? ''),
  );
  if (!person || !date) return <p className="weft-cell-line">Nobody is shown.</p>;
  const { name } = cellWords(
    cells,
    { row: number, column },
    { mark: store.mark(person.person, date), touch: store.touch(person.person, date) },
  );
  return (
    <p className="weft-cell-line" title={name}>
      <strong>
        {person.name}, {longDay(date)}:
      </strong>{' '}
      {name}
    </p>
  );
}
