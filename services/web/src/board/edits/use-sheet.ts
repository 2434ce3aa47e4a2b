import { useMemo } from 'react';
import { type Cells, codesOf } from '../model/cells.ts';
import type { BoardStore } from '../model/store.ts';
import type { Sheet } from './plan.ts';

/** Numbers of the people that are shown, in the board's order; all of them when nothing is filtered. */
export const usePeople = (cells: Cells | null, shown: ReadonlySet<string> | null): readonly number[] =>
  useMemo(
    () =>
      cells?.grid.people.flatMap(({ person }, number) => (shown === null || shown.has(person) ? [number] : [])) ?? [],
    [cells?.grid.people, shown],
  );

/**
 * What the grid shows, as edits are planned on it: what is on its way is taken for there, so that who types quicker than
 * the platform answers edits what they see.
 */
export function sheetOf(cells: Cells, people: readonly number[], markOf: BoardStore['mark']): Sheet {
  const { grid } = cells;
  const numberAt = (row: number) => people[row] ?? -1;
  return {
    size: { rows: people.length, columns: grid.days.length },
    cellAt: ({ row, column }) => ({
      person: grid.people[numberAt(row)]?.person ?? '',
      date: grid.days[column]?.date ?? '',
    }),
    heldAt({ row, column }) {
      const number = numberAt(row);
      const mark = markOf(grid.people[number]?.person ?? '', grid.days[column]?.date ?? '');
      const shown = mark && mark.state !== 'refused' ? mark : null;
      if (shown?.codes) return shown.codes.map((code) => ({ duty: null, code, isPinned: shown.isPinned ?? false }));
      return cells.held(number, column).map(({ duty, kind, isPinned }) => ({
        duty: grid.duties.id[duty] as string,
        code: kind.code,
        isPinned: shown?.isPinned ?? isPinned,
      }));
    },
    codes: codesOf(cells),
    hiddenBetween: (top, bottom) => numberAt(bottom) - numberAt(top) - (bottom - top),
  };
}
