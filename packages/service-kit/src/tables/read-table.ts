import type { z } from 'zod';
import { unscramble } from './decode-text.ts';
import type { Column, Layout } from './layout.ts';
import { matchColumns } from './match-columns.ts';
import type { Problem } from './problem.ts';
import { readGrid, TABLE_LIMITS, type UploadedFile } from './read-grid.ts';

/** A row's values by the layout's keys. */
type ValuesOf<L extends Layout> = { readonly [Key in keyof L]: z.output<L[Key]['cell']> };

/** A row that was read. */
export type TableRow<L extends Layout> = {
  readonly row: number;
  readonly values: ValuesOf<L>;
  /** Cells of columns that the layout's `others` took, by the name that it gave them. */
  readonly others: ReadonlyMap<string, string>;
};

/** What was read: rows that are right in each cell, and what is wrong with the rest. */
type Table<L extends Layout> = {
  readonly rows: readonly TableRow<L>[];
  readonly problems: readonly Problem[];
  /** Rows of the file, wrong ones included. */
  readonly count: number;
  /** Titles of columns that nothing was read from. */
  readonly unused: readonly string[];
  /** 'UTF-8', 'UTF-16LE', 'UTF-16BE', 'windows-1252' or 'XLSX'. */
  readonly encoding: string;
};

/** A file that cannot be read at all, or whose header is wrong: no row of it was looked at. */
export type UnreadableFile = { readonly unreadable: readonly Problem[] };

/**
 * Reads a file by a layout.
 *
 *     const layout = {
 *       site: column('site', codeCell(SiteCode), { synonyms: ['site code'], mend: 'Write its ODS code.' }),
 *       from: column('first day', dateCell),
 *       count: column('count', numberCell(1, 50, 'whole'), { needed: false }),
 *     };
 *     const read = await readTable({ fileName, bytes }, layout);
 *     if ('unreadable' in read) return read.unreadable;      // the file or its header: nothing was read
 *     for (const { row, values } of read.rows) …             // values.site, values.from, values.count
 *     for (const { row, column, value, because, mend } of read.problems) …
 *
 * A grid has columns that no layout can name, such as one per day: `others` gets each title that the layout does not
 * know, and answers the name under which the row's `others` holds the cell, or null for "not mine".
 */
export async function readTable<L extends Layout>(
  file: UploadedFile,
  layout: L,
  others: (title: string) => string | null = () => null,
): Promise<Table<L> | UnreadableFile> {
  const grid = await readGrid(file);
  if ('because' in grid) return { unreadable: [grid] };
  const matched = matchColumns(grid, layout, others);
  if (matched.problems.length > 0) return { unreadable: matched.problems };
  const problems: Problem[] = [];
  const rows: TableRow<L>[] = [];
  for (const { row, cells } of grid.rows) {
    const wrong: Problem[] = [];
    const extra = cells.findIndex((cell, index) => index >= grid.header.length && cell !== '');
    if (extra >= 0)
      wrong.push({
        row,
        column: null,
        value: cells[extra] as string,
        because: `The row has ${cells.length} cells, and the header ${grid.header.length}.`,
        mend: 'Put a cell that holds the separator in quotation marks.',
      });
    const values: Record<string, unknown> = {};
    for (const [key, one] of Object.entries(layout)) {
      const at = matched.places.get(key);
      const text = at === undefined ? '' : (cells[at] ?? '');
      const problem = badText(text) ?? readCell(one, text);
      if ('because' in problem) wrong.push({ row, column: one.title, value: text.slice(0, 200), ...problem });
      else values[key] = problem.read;
    }
    if (wrong.length > 0) problems.push(...wrong);
    else {
      const mine = new Map([...matched.others].map(([name, at]) => [name, cells[at] ?? '']));
      rows.push({ row, values: values as ValuesOf<L>, others: mine });
    }
  }
  return { rows, problems, count: grid.rows.length, unused: matched.unused, encoding: grid.encoding };
}

type Wrong = Pick<Problem, 'because' | 'mend'>;

function badText(text: string): Wrong | null {
  if (text.length > TABLE_LIMITS.cellCharacters)
    return {
      because: `The cell has ${text.length} characters, and ${TABLE_LIMITS.cellCharacters} is the most.`,
      mend: 'Shorten it.',
    };
  const meant = unscramble(text);
  if (meant !== null)
    return {
      because: 'The letters were spoilt by a change of encoding before the file came here.',
      mend: `Write ${meant}, and save the file as CSV UTF-8.`,
    };
  if (text.includes('\ufffd'))
    return {
      because: 'A letter was lost by a change of encoding before the file came here.',
      mend: 'Write the cell again, and save the file as CSV UTF-8.',
    };
  return null;
}

function readCell(column: Column, text: string): Wrong | { readonly read: unknown } {
  const read = column.cell.safeParse(text);
  if (read.success) return { read: read.data };
  const issue = read.error.issues[0] as (typeof read.error.issues)[number] & { params?: { mend?: string } };
  if (text === '' && issue.params?.mend === undefined)
    return { because: 'The cell is empty.', mend: column.mend ?? 'Fill it in.' };
  return {
    because: text === '' ? 'The cell is empty.' : issue.message,
    mend: issue.params?.mend ?? column.mend ?? 'Mend the cell, and send the file again.',
  };
}
