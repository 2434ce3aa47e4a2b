import type { Instance, Line } from './instance.ts';
import { lineCost } from './score.ts';

/** A line that a person could work, whole. */
export type Column = { readonly person: number; readonly line: Line; readonly cost: number };

/** Lines that were found so far, by person; the oldest leave when there are too many. */
export type ColumnPool = {
  /** The line as a column, or null when it breaks a hard rule. `isNew` tells whether it was not there before. */
  add(person: number, line: Line): { readonly column: Column; readonly isNew: boolean } | null;
  of(person: number): readonly Column[];
  size(): number;
};

export function columnPool(instance: Instance, mostPerPerson: number): ColumnPool {
  const byPerson = instance.people.map(() => new Map<string, Column>());
  return {
    add(person, line) {
      const key = keyOf(line);
      const columns = byPerson[person]!;
      const known = columns.get(key);
      if (known) {
        // Used again: it is the youngest now.
        columns.delete(key);
        columns.set(key, known);
        return { column: known, isNew: false };
      }
      const cost = lineCost(instance.people[person]!, line);
      if (cost === Number.POSITIVE_INFINITY) return null;
      const column = { person, line: line.slice(), cost };
      columns.set(key, column);
      if (columns.size > mostPerPerson) columns.delete(columns.keys().next().value!);
      return { column, isNew: true };
    },
    of: (person) => [...byPerson[person]!.values()],
    size: () => byPerson.reduce((sum, columns) => sum + columns.size, 0),
  };
}

/** Tells lines apart. */
function keyOf(line: Line): string {
  let key = '';
  for (let day = 0; day < line.length; day++) key += String.fromCharCode(line[day]! + 35);
  return key;
}
