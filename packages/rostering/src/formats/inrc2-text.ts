import { type Limits, linesOf, type Problems, problemsIn, wholeNumber } from './file-problem.ts';

/** A file's name, for messages, and what stands in it. */
export type TextFile = { readonly name: string; readonly text: string };

/** A line of an INRC-II file, cut at its blanks. `line` counts from 1. */
export type Words = { readonly line: number; readonly text: string; readonly words: readonly string[] };

export const WEEKDAYS: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Reads an INRC-II text file from its beginning to its end; blank lines are passed over. */
export type Inrc2Text = {
  readonly problems: Problems;
  /** Reports something wrong on a line. */
  readonly wrong: (at: Words | null, field: string, message: string) => void;
  /** The next line; at the end of the file a `FileProblemError` that says what is missing. */
  readonly next: (field: string) => Words;
  /** What stands behind 'NAME =' on the next line, or the empty text for a heading without '='. */
  readonly heading: (name: string) => { readonly value: string; readonly at: Words };
  /** So many lines as the heading 'NAME = n' says. */
  readonly list: (name: string) => readonly Words[];
  /** The lines up to the heading of this name, or up to the end of the file for null. */
  readonly until: (name: string | null) => readonly Words[];
  /** Reports what stands after the last section. */
  readonly end: () => void;
  readonly number: (at: Words, text: string, field: string, limits?: Limits) => number;
  /** Two numbers written as (min,max), the first not above the second. */
  readonly range: (at: Words, text: string, field: string) => readonly [number, number];
};

export function inrc2Text({ name, text }: TextFile): Inrc2Text {
  const problems = problemsIn(name);
  const rows = linesOf(text)
    .map((raw, index): Words => ({ line: index + 1, text: raw.trim(), words: raw.trim().split(/\s+/) }))
    .filter((row) => row.text !== '');
  let at = 0;

  const wrong: Inrc2Text['wrong'] = (row, field, message) => problems.report(row?.line ?? 0, field, message);
  const next: Inrc2Text['next'] = (field) => {
    const row = rows[at++];
    if (row === undefined) {
      wrong(null, field, 'is missing; the file ends before it');
      problems.throwAny();
    }
    return row!;
  };
  const isHeading = (row: Words, heading: string | null) => row.text.split('=')[0]!.trim() === heading;
  const heading: Inrc2Text['heading'] = (wanted) => {
    const row = next(wanted);
    if (!isHeading(row, wanted)) {
      wrong(row, wanted, `is missing here; '${row.text.slice(0, 40)}' stands in its place`);
      problems.throwAny();
    }
    return { value: row.text.split('=').slice(1).join('=').trim(), at: row };
  };
  const number: Inrc2Text['number'] = (row, value, field, limits = {}) =>
    wholeNumber(value, limits, (message) => wrong(row, field, message)) ?? 0;
  return {
    problems,
    wrong,
    next,
    heading,
    list: (wanted) => {
      const { value, at: row } = heading(wanted);
      const count = number(row, value, wanted, { max: 1_000_000 });
      problems.throwAny();
      return Array.from({ length: count }, () => next(wanted));
    },
    until: (wanted) => {
      const found: Words[] = [];
      while (at < rows.length && !isHeading(rows[at]!, wanted)) found.push(rows[at++]!);
      return found;
    },
    end: () => {
      const row = rows[at];
      if (row !== undefined) wrong(row, 'file', `'${row.text.slice(0, 40)}' stands after the last section`);
    },
    number,
    range: (row, value, field) => {
      const parts = /^\(([^,()]*),([^,()]*)\)$/.exec(value);
      if (parts === null) {
        wrong(row, field, `'${value}' is not written as (least,most)`);
        return [0, 0];
      }
      const [min, max] = [number(row, parts[1]!.trim(), field), number(row, parts[2]!.trim(), field)];
      if (min > max) wrong(row, field, `${min} is above ${max}`);
      return [min, max];
    },
  };
}

/** Indices by id; reports ids that stand there twice. */
export function idsIn(rows: readonly Words[], field: string, wrong: Inrc2Text['wrong']): Map<string, number> {
  const indexOf = new Map<string, number>();
  rows.forEach((row, at) => {
    const id = row.words[0]!;
    if (indexOf.has(id)) wrong(row, field, `'${id}' stands there a second time`);
    else indexOf.set(id, at);
  });
  return indexOf;
}
