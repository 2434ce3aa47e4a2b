import { useMemo } from 'react';
import { type Cells, codesOf } from '../model/cells.ts';
import type { Sheet } from './plan.ts';

/** Numbers of the people that are shown, in the board's order; all of them when nothing is filtered. */
export const usePeople = (cells: Cells | null, shown: ReadonlySet<string> | null): readonly number[] =>
  useMemo(
    () =>
      cells?.grid.people.flatMap(({ person }, number) => (shown === null || shown.has(person) ? [number] : [])) ?? [],
    [cells?.grid.people, shown],
  );

/** What the grid shows, as edits are planned on it. */
export function sheetOf(cells: Cells, people: readonly number[]): Sheet {
  const { grid } = cells;
  const numberAt = (row: number) => people[row] ?? -1;
  return {
    size: { rows: people.length, columns: grid.days.length },
    cellAt: ({ row, column }) => ({
      person: grid.people[numberAt(row)]?.person ?? '',
      date: grid.days[column]?.date ?? '',
    }),
    heldAt: ({ row, column }) =>
      cells.held(numberAt(row), column).map(({ duty, kind, isPinned }) => ({
        duty: grid.duties.id[duty] as string,
        code: kind.code,
        isPinned,
      })),
    codes: codesOf(cells),
    hiddenBetween: (top, bottom) => numberAt(bottom) - numberAt(top) - (bottom - top),
  };
}
