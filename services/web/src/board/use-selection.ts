import { useCallback, useEffect, useRef, useState } from 'react';
import type { Cell } from './edits/plan.ts';
import type { Cells } from './model/cells.ts';
import { type At, inside, noSelection, type Selection, select } from './selection.ts';

type Asked = {
  readonly cells: Cells | null;
  readonly people: readonly number[];
  /** The cell that the address names. */
  readonly cell: Cell | null;
  readonly choose: (cell: Cell) => void;
};

/** The address follows the cursor after so long a pause. */
const PAUSE_MS = 400;

/** What is selected, kept on the same person and day when rows or days change; the address follows it. */
export function useSelection({ cells, people, cell, choose }: Asked) {
  const [selection, setSelection] = useState<Selection>(noSelection);
  const [focusCalls, setFocusCalls] = useState(0);
  const chosen = useRef<Cell | null>(cell);
  const told = useRef<Cell | null>(cell);
  const [isReady, setReady] = useState(false);
  const days = cells?.grid.days;

  const atOf = useCallback(
    ({ person, date }: Cell): At | null => {
      const row = people.indexOf(cells?.rowOf.get(person) ?? -1);
      const column = cells?.columnOf.get(date) ?? -1;
      return row < 0 || column < 0 ? null : { row, column };
    },
    [cells, people],
  );
  const cellOf = useCallback(
    ({ row, column }: At): Cell | null => {
      const person = cells?.grid.people[people[row] ?? -1]?.person;
      const date = cells?.grid.days[column]?.date;
      return person && date ? { person, date } : null;
    },
    [cells, people],
  );

  useEffect(() => {
    if (!days) return;
    const at = chosen.current && atOf(chosen.current);
    setSelection((before) =>
      at && (at.row !== before.focus.row || at.column !== before.focus.column)
        ? select({ ...before, marked: null }, at)
        : inside(before, { rows: people.length, columns: days.length, page: 1 }),
    );
    if (at && !isReady) setFocusCalls((calls) => calls + 1);
    setReady(true);
  }, [people, days]);

  // Somebody else, as a list or a search, chose another cell.
  useEffect(() => {
    if (!cell || !days) return;
    if (cell.person === told.current?.person && cell.date === told.current.date) return;
    told.current = cell;
    chosen.current = cell;
    const at = atOf(cell);
    if (!at) return;
    setSelection((before) => select(before, at));
    setFocusCalls((calls) => calls + 1);
  }, [cell, days, atOf]);

  const focused = cellOf(selection.focus);
  const person = focused?.person ?? null;
  const date = focused?.date ?? null;
  useEffect(() => {
    if (!isReady || person === null || date === null) return;
    const isSame = told.current?.person === person && told.current.date === date;
    if (isSame) return;
    const soon = setTimeout(() => {
      told.current = { person, date };
      choose({ person, date });
    }, PAUSE_MS);
    return () => clearTimeout(soon);
  }, [isReady, person, date, choose]);

  const move = useCallback(
    (next: Selection) => {
      setSelection(next);
      chosen.current = cellOf(next.focus);
      setFocusCalls((calls) => calls + 1);
    },
    [cellOf],
  );
  const focusAgain = useCallback(() => setFocusCalls((calls) => calls + 1), []);
  return { selection, move, focusCalls, focusAgain, focused, atOf };
}
