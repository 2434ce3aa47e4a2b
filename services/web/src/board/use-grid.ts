import { type KeyboardEvent, useCallback, useRef, useState } from 'react';

export type Cell = { readonly row: number; readonly column: number };

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** A grid's one tab stop: arrows, Home, End, Ctrl+Home, Ctrl+End, Page Up and Down move it; it never wraps. */
export function useGrid(rows: number, columns: number) {
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
  const grid = useRef<HTMLTableElement>(null);
  const goTo = useCallback((cell: Cell) => {
    setAt(cell);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${cell.row} ${cell.column}"]`)?.focus();
  }, []);
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const move = MOVES[event.key];
      const bounded = (row: number, column: number) =>
        goTo({ row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(columns - 1, column)) });
      if (move) bounded(at.row + move[0], at.column + move[1]);
      else if (event.key === 'Home') bounded(event.ctrlKey ? 0 : at.row, 0);
      else if (event.key === 'End') bounded(event.ctrlKey ? rows - 1 : at.row, columns - 1);
      else return false;
      event.preventDefault();
      return true;
    },
    [at, rows, columns, goTo],
  );
  return { at, grid, goTo, setAt, onKeyDown };
}
