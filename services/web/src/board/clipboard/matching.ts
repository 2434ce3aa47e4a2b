import type { At } from '../selection.ts';

/** What a pasted block says of itself: dates in its first row, names in its first column. */
export type Headed = {
  readonly texts: readonly { readonly at: At; readonly text: string }[];
  /** Dates that the board does not show, names of nobody shown, and how many texts stood under or beside them. */
  readonly unknownDates: readonly string[];
  readonly unknownNames: readonly string[];
  readonly left: number;
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const two = (number: number | string) => `${number}`.padStart(2, '0');

/**
 * The day and month that a text names, as 'MM-DD', or with the year as 'YYYY-MM-DD'; null when it is no date. Reads
 * 2026-03-02, 02/03/2026 (day first), 2 March, Mon 2 Mar 2026.
 */
export function dateIn(text: string): string | null {
  const iso = text.match(/^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/);
  if (iso) return `${iso[1]}-${iso[2]}-${iso[3]}`;
  const slashed = text.match(/^(?:[a-z]+\.? )?(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?$/i);
  if (slashed) return dated(Number(slashed[1]), Number(slashed[2]), slashed[3]);
  const worded = text.match(/^(?:[a-z]+\.?,? )?(\d{1,2})[ -]([a-z]{3})[a-z]*\.?(?:[ -](\d{4}))?$/i);
  const month = worded ? MONTHS.indexOf((worded[2] as string).toLowerCase()) + 1 : 0;
  return worded && month > 0 ? dated(Number(worded[1]), month, worded[3]) : null;
}

function dated(day: number, month: number, year: string | undefined): string | null {
  if (day < 1 || day > 31 || month < 1 || month > 12) return null;
  return `${year ? `${year}-` : ''}${two(month)}-${two(day)}`;
}

const wordsOf = (name: string) =>
  name
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .sort()
    .join(' ');

type Shown = { readonly names: readonly string[]; readonly dates: readonly string[] };

/** Whether the block has a first row of dates and a first column of names, at least one of them on the board. */
export function isHeaded(rows: readonly (readonly string[])[], { names }: Pick<Shown, 'names'>): boolean {
  const heads = rows[0]?.slice(1) ?? [];
  if (rows.length < 2 || heads.length === 0 || heads.some((head) => dateIn(head) === null)) return false;
  const known = new Set(names.map(wordsOf));
  return rows.slice(1).some((row) => known.has(wordsOf(row[0] ?? '')));
}

/** Finds the cells by the block's own names and dates. A name that two people have is unknown. */
export function matchHeads(rows: readonly (readonly string[])[], { names, dates }: Shown): Headed {
  const rowOf = new Map<string, number | null>();
  for (const [row, name] of names.entries()) rowOf.set(wordsOf(name), rowOf.has(wordsOf(name)) ? null : row);
  const columns = (rows[0] ?? []).slice(1).map((head) => {
    const date = dateIn(head) ?? '';
    return dates.findIndex((one) => one === date || one.slice(5) === date);
  });
  const texts: { at: At; text: string }[] = [];
  const unknownNames: string[] = [];
  let left = 0;
  for (const [name = '', ...cells] of rows.slice(1)) {
    const row = rowOf.get(wordsOf(name)) ?? -1;
    if (row < 0 && name !== '') unknownNames.push(name);
    for (const [index, text] of cells.entries()) {
      const column = columns[index] ?? -1;
      if (row >= 0 && column >= 0) texts.push({ at: { row, column }, text });
      else if (text !== '') left++;
    }
  }
  const unknownDates = (rows[0] ?? []).slice(1).filter((_head, index) => columns[index] === -1);
  return { texts, unknownDates, unknownNames, left };
}
