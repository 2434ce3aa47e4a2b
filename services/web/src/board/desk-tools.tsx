import type { useDesk } from './edits/use-desk.ts';
import { CellLine } from './grid/cell-line.tsx';
import type { Cells } from './model/cells.ts';
import type { BoardStore } from './model/store.ts';

type Props = Pick<ReturnType<typeof useDesk>, 'mine'> & {
  readonly store: BoardStore;
  readonly cells: Cells;
  /** The chosen cell: the person's number in the board, and the day's. */
  readonly number: number;
  readonly column: number;
  readonly isReadOnly: boolean;
  readonly act: (deed: string) => boolean;
};

/** Above the grid: what the chosen cell says, and the buttons of what keys do too. */
export const DeskTools = ({ store, cells, number, column, isReadOnly, mine, act }: Props) => (
  <div className="weft-desk-tools">
    <CellLine store={store} cells={cells} number={number} column={column} />
    {!isReadOnly && (
      <>
        <button type="button" disabled={!mine.undo} onClick={() => act('undo')} title={mine.undo?.words}>
          Undo
        </button>
        <button type="button" disabled={!mine.redo} onClick={() => act('redo')} title={mine.redo?.words}>
          Redo
        </button>
        <button type="button" aria-haspopup="menu" onClick={() => act('menu')}>
          Cell menu
        </button>
      </>
    )}
  </div>
);
