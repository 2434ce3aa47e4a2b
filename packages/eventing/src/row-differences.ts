import type { Rows } from './rows.ts';
import { tablesOf } from './view.ts';

/**
 * Compares the tables of views in two files row by row, in whatever order the rows lie: one line per table that
 * differs, with the first rows that only one of the two has. Empty when a view equals its rebuild.
 */
export function rowDifferences(
  one: Rows,
  other: Rows,
  views: readonly { readonly name: string; readonly tables: string }[],
): string[] {
  return views.flatMap((view) =>
    tablesOf(view).flatMap((table) => {
      const [left, right] = [one, other].map((rows) => sortedRows(rows, table)) as [string[], string[]];
      const onlyLeft = without(left, right);
      const onlyRight = without(right, left);
      if (onlyLeft.length === 0 && onlyRight.length === 0) return [];
      return [
        `${view.name}, table ${table}: ${onlyLeft.length} rows only in the first (${onlyLeft[0] ?? 'none'}), ${onlyRight.length} only in the second (${onlyRight[0] ?? 'none'})`,
      ];
    }),
  );
}

const sortedRows = (rows: Rows, table: string): string[] =>
  rows
    .all<Record<string, unknown>>(`SELECT * FROM ${table}`)
    .map((row) => JSON.stringify(row))
    .sort();

/** What `list` has more often than `other`; both are sorted. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const more: string[] = [];
  let at = 0;
  for (const row of list) {
    while (at < other.length && (other[at] as string) < row) at++;
    if (other[at] === row) at++;
    else more.push(row);
  }
  return more;
}
