/** A cell of the grid by place: row and column of what is shown, from 0. */
export type At = { readonly row: number; readonly column: number };

/** Rows and columns from first to last, both included. */
export type Block = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };

/** What is selected: the block between anchor and focus, and a block that was marked before to be swapped or moved. */
export type Selection = { readonly focus: At; readonly anchor: At; readonly marked: Block | null };

/** How large the grid is, and how many rows one page of it shows. */
export type Size = { readonly rows: number; readonly columns: number; readonly page: number };

export type Chord = {
  readonly key: string;
  readonly shift: boolean;
  /** Control, or Command on a Mac. */
  readonly ctrl: boolean;
};

export const noSelection: Selection = { focus: { row: 0, column: 0 }, anchor: { row: 0, column: 0 }, marked: null };

/** The block between two cells, whichever way round. */
export const blockOf = ({ focus, anchor }: Pick<Selection, 'focus' | 'anchor'>): Block => ({
  top: Math.min(focus.row, anchor.row),
  bottom: Math.max(focus.row, anchor.row),
  left: Math.min(focus.column, anchor.column),
  right: Math.max(focus.column, anchor.column),
});

export const rowsOf = ({ top, bottom }: Block): number => bottom - top + 1;
export const columnsOf = ({ left, right }: Block): number => right - left + 1;
export const cellsIn = (block: Block): number => rowsOf(block) * columnsOf(block);
export const isSingle = (block: Block): boolean => cellsIn(block) === 1;

/** Whether a cell lies in a block. */
export const isIn = (block: Block, { row, column }: At): boolean =>
  row >= block.top && row <= block.bottom && column >= block.left && column <= block.right;

/** Every cell of a block, row by row. */
export function cellsOf({ top, bottom, left, right }: Block): At[] {
  const cells: At[] = [];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) cells.push({ row, column });
  return cells;
}

const within = ({ row, column }: At, { rows, columns }: Size): At => ({
  row: Math.max(0, Math.min(rows - 1, row)),
  column: Math.max(0, Math.min(columns - 1, column)),
});

/** One cell is selected; what was marked stays marked. */
export const select = (selection: Selection, at: At): Selection => ({ ...selection, focus: at, anchor: at });

/** The block reaches to a cell; the anchor stays. */
export const extend = (selection: Selection, at: At): Selection => ({ ...selection, focus: at });

/** What is selected is marked, to be swapped with or moved to another place. */
export const mark = (selection: Selection): Selection => ({ ...selection, marked: blockOf(selection) });

/** Nothing is marked. */
export const unmark = (selection: Selection): Selection => ({ ...selection, marked: null });

// The focus goes to the first cell of what is taken whole, so that the board is not scrolled to its end.

/** Whole rows of the block. */
export const wholeRows = (selection: Selection, { columns }: Pick<Size, 'columns'>): Selection => ({
  ...selection,
  anchor: { row: selection.anchor.row, column: columns - 1 },
  focus: { row: selection.focus.row, column: 0 },
});

/** Whole columns of the block. */
export const wholeColumns = (selection: Selection, { rows }: Pick<Size, 'rows'>): Selection => ({
  ...selection,
  anchor: { row: rows - 1, column: selection.anchor.column },
  focus: { row: 0, column: selection.focus.column },
});

/** All cells. */
export const selectAll = (selection: Selection, { rows, columns }: Size): Selection => ({
  ...selection,
  anchor: { row: rows - 1, column: columns - 1 },
  focus: { row: 0, column: 0 },
});

function target({ row, column }: At, { key, ctrl }: Chord, { rows, columns, page }: Size): At | null {
  switch (key) {
    case 'ArrowUp':
      return { row: ctrl ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: ctrl ? rows - 1 : row + 1, column };
    case 'ArrowLeft':
      return { row, column: ctrl ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: ctrl ? columns - 1 : column + 1 };
    case 'Home':
      return { row: ctrl ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrl ? rows - 1 : row, column: columns - 1 };
    case 'PageUp':
      return { row: row - page, column };
    case 'PageDown':
      return { row: row + page, column };
    default:
      return null;
  }
}

/**
 * Where a key takes the selection, or null when the key does not move it: arrows, Home, End, Page Up and Down, each with
 * Shift to reach further; Shift+Space whole rows, Ctrl+Space whole columns, Ctrl+A all. Never beyond an edge.
 */
export function moved(selection: Selection, chord: Chord, size: Size): Selection | null {
  if (size.rows === 0 || size.columns === 0) return null;
  if (chord.key === ' ' && chord.shift) return wholeRows(selection, size);
  if (chord.key === ' ' && chord.ctrl) return wholeColumns(selection, size);
  if (chord.ctrl && chord.key.toLowerCase() === 'a') return selectAll(selection, size);
  const to = target(selection.focus, chord, size);
  if (!to) return null;
  const at = within(to, size);
  return chord.shift ? extend(selection, at) : select(selection, at);
}

/** The selection with everything inside a grid that became smaller. */
export function inside(selection: Selection, size: Size): Selection {
  const focus = within(selection.focus, size);
  const anchor = within(selection.anchor, size);
  const { marked } = selection;
  const isMarkedIn = marked === null || (marked.bottom < size.rows && marked.right < size.columns);
  const isSame = focus.row === selection.focus.row && focus.column === selection.focus.column;
  if (isSame && isMarkedIn && anchor.row === selection.anchor.row && anchor.column === selection.anchor.column)
    return selection;
  return { focus, anchor, marked: isMarkedIn ? marked : null };
}

/** '1 cell', '3 rows × 2 days'. */
export const cellsWordsOf = (block: Block): string =>
  isSingle(block)
    ? '1 cell'
    : `${rowsOf(block)} ${rowsOf(block) === 1 ? 'row' : 'rows'} × ${columnsOf(block)} ${columnsOf(block) === 1 ? 'day' : 'days'}`;
