import type { Cells } from '../model/cells.ts';
import type { At } from '../selection.ts';

/** The next cell, row by row and round the end, that a breach or warning touches; null when there is none. */
export function nextFinding(
  cells: Cells,
  people: readonly number[],
  { from, step }: { from: At; step: 1 | -1 },
): At | null {
  const wide = cells.grid.days.length;
  const all = people.length * wide;
  const start = from.row * wide + from.column;
  for (let away = 1; away <= all; away++) {
    const index = (((start + step * away) % all) + all) % all;
    const at = { row: Math.floor(index / wide), column: index % wide };
    if (cells.worst(people[at.row] as number, at.column) >= 2) return at;
  }
  return null;
}
