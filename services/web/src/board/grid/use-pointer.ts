import { type MouseEvent, type PointerEvent, useCallback, useRef, useState } from 'react';
import type { Sheet } from '../edits/plan.ts';
import {
  type At,
  type Block,
  blockOf,
  columnsOf,
  extend,
  mark,
  rowsOf,
  type Selection,
  select,
  wholeColumns,
  wholeRows,
} from '../selection.ts';

const EDGE = 32;
const STEP = 24;

/** The cell under a point of the window, or null. */
function cellAt(x: number, y: number): At | null {
  const cell = document.elementsFromPoint(x, y).find((one) => one instanceof HTMLElement && one.dataset.cell);
  return cell instanceof HTMLElement ? placeOf(cell) : null;
}

/** The place that a cell's element names. */
export function placeOf(element: HTMLElement): At | null {
  const [row, column] = (element.dataset.cell ?? '').split(' ').map(Number);
  return row === undefined || column === undefined || Number.isNaN(row + column) ? null : { row, column };
}

type Asked = {
  readonly size: Sheet['size'];
  readonly selection: Selection;
  readonly setSelection: (selection: Selection) => void;
  /** Something was dropped: ask what shall be done with it. */
  readonly drop: (from: Block, to: At) => void;
};

/**
 * The pointer on the grid: a press selects, with Shift it reaches, with Ctrl what was selected is marked first; a drag
 * selects a block; heads select rows and columns. Edges of the selection can be dragged; `carried` is where to.
 */
export function usePointer({ size, selection, setSelection, drop }: Asked) {
  const [carried, setCarried] = useState<At | null>(null);
  const drag = useRef<{ selection: Selection; carries: Block | null; grip: At } | null>(null);

  const onPointerDown = useCallback(
    (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || !(event.target instanceof HTMLElement)) return;
      const isCtrl = event.ctrlKey || event.metaKey;
      const cell = event.target.closest<HTMLElement>('[data-cell]');
      const row = event.target.closest<HTMLElement>('[data-row]')?.dataset.row;
      const column = event.target.closest<HTMLElement>('[data-column]')?.dataset.column;
      const before = isCtrl ? mark(selection) : selection;
      let next: Selection | null = null;
      if (cell) {
        const at = placeOf(cell);
        if (at) next = event.shiftKey ? extend(selection, at) : select(before, at);
      } else if (row !== undefined) {
        const at = { row: Number(row), column: 0 };
        next = wholeRows(event.shiftKey ? extend(selection, at) : select(before, at), size);
      } else if (column !== undefined) {
        const at = { row: 0, column: Number(column) };
        next = wholeColumns(event.shiftKey ? extend(selection, at) : select(before, at), size);
      }
      if (!next) return;
      setSelection(next);
      if (cell && event.pointerType !== 'touch') drag.current = { selection: next, carries: null, grip: next.focus };
    },
    [selection, setSelection, size],
  );

  /** Heads can't have the focus: a press on them leaves it in the grid. */
  const onMouseDown = useCallback((event: MouseEvent<HTMLElement>) => {
    if (event.target instanceof HTMLElement && event.target.closest('[data-row], [data-column]'))
      event.preventDefault();
  }, []);

  const onEdge = useCallback(
    (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      const block = blockOf(selection);
      const at = cellAt(event.clientX, event.clientY) ?? { row: block.top, column: block.left };
      const grip = {
        row: Math.max(block.top, Math.min(block.bottom, at.row)),
        column: Math.max(block.left, Math.min(block.right, at.column)),
      };
      drag.current = { selection, carries: block, grip };
    },
    [selection],
  );

  const onPointerMove = useCallback(
    (event: PointerEvent<HTMLElement>) => {
      const under = drag.current;
      if (!under || (event.buttons & 1) === 0) return;
      const scroll = event.currentTarget;
      const box = scroll.getBoundingClientRect();
      if (event.clientY > box.bottom - EDGE) scroll.scrollTop += STEP;
      else if (event.clientY < box.top + EDGE * 3) scroll.scrollTop -= STEP;
      const at = cellAt(event.clientX, event.clientY);
      if (!at) return;
      if (!under.carries) {
        if (at.row === under.selection.focus.row && at.column === under.selection.focus.column) return;
        under.selection = extend(under.selection, at);
        setSelection(under.selection);
      } else
        setCarried({
          row: Math.max(0, under.carries.top + at.row - under.grip.row),
          column: Math.max(0, under.carries.left + at.column - under.grip.column),
        });
    },
    [setSelection],
  );

  const onPointerUp = useCallback(() => {
    const under = drag.current;
    drag.current = null;
    setCarried(null);
    if (!under?.carries || !carried) return;
    const isSame = carried.row === under.carries.top && carried.column === under.carries.left;
    if (!isSame) drop(under.carries, carried);
  }, [carried, drop]);

  const block = blockOf(selection);
  return {
    carried: carried && {
      top: carried.row,
      left: carried.column,
      bottom: carried.row + rowsOf(block) - 1,
      right: carried.column + columnsOf(block) - 1,
    },
    onEdge,
    onMouseDown,
    onPointerDown,
    onPointerMove,
    onPointerUp,
  };
}
