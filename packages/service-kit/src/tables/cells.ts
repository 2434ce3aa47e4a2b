import { z } from 'zod';
import { nearest } from './nearest.ts';

/** A schema that reads one cell's text. Issues may carry `params.mend`: what to write instead. */
export type CellSchema<Value = unknown> = z.ZodType<Value, string>;

const refuse = (ctx: z.RefinementCtx, message: string, mend: string): never => {
  ctx.addIssue({ code: 'custom', message, params: { mend } });
  return z.NEVER;
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DATE_MEND = 'Write the day as 2026-03-02 or 02/03/2026 (the day comes first).';
/** Day 0 of a spreadsheet's calendar. */
const SPREADSHEET_DAY_0 = Date.UTC(1899, 11, 30);

/** A day: YYYY-MM-DD, DD/MM/YYYY, or a spreadsheet's day number → 'YYYY-MM-DD'. One that does not exist is named. */
export const dateCell: CellSchema<string> = z.string().transform((text, ctx) => {
  if (/^[2-7]\d{4}$/.test(text))
    return new Date(SPREADSHEET_DAY_0 + Number(text) * 86_400_000).toISOString().slice(0, 10);
  const iso = text.match(/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$/);
  const uk = text.match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/);
  if (!iso && !uk) return refuse(ctx, `"${text}" is no date that is read here.`, DATE_MEND);
  const [year, month, day] = (iso ? [iso[1], iso[2], iso[3]] : [uk?.[3], uk?.[2], uk?.[1]]).map(Number) as [
    number,
    number,
    number,
  ];
  const name = MONTHS[month - 1];
  if (!name) return refuse(ctx, `"${text}" does not exist: there is no month ${month}.`, DATE_MEND);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > days)
    return refuse(ctx, `"${text}" does not exist: ${name} ${year} has ${days} days.`, DATE_MEND);
  if (year < 1900 || year > 2199) return refuse(ctx, `"${text}" is in the year ${year}.`, DATE_MEND);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
});

/** A time of day, H:MM or HH:MM (seconds 00 allowed) → 'HH:MM'. */
export const timeCell: CellSchema<string> = z.string().transform((text, ctx) => {
  const read = text.match(/^(\d{1,2})[:.](\d{2})(?::00)?$/);
  if (!read || Number(read[1]) > 23 || Number(read[2]) > 59)
    return refuse(ctx, `"${text}" is no time of day.`, 'Write it as 08:30, from 00:00 to 23:59.');
  return `${(read[1] as string).padStart(2, '0')}:${read[2]}`;
});

/** A number in [min, max]; whole when `whole`. */
export const numberCell = (min: number, max: number, whole: 'whole' | 'any'): CellSchema<number> =>
  z.string().transform((text, ctx) => {
    const mend = `Write a ${whole === 'whole' ? 'whole ' : ''}number from ${min} to ${max}${whole === 'any' ? ', such as 0.8' : ''}.`;
    if (!/^-?\d+(\.\d+)?$/.test(text)) return refuse(ctx, `"${text}" is no number.`, mend);
    const value = Number(text);
    if (whole === 'whole' && !Number.isInteger(value)) return refuse(ctx, `${text} is no whole number.`, mend);
    if (value < min || value > max) return refuse(ctx, `${text} is not between ${min} and ${max}.`, mend);
    return value;
  });

/** yes/no, true/false, y/n, 1/0 → boolean. */
export const yesNoCell: CellSchema<boolean> = z.string().transform((text, ctx) => {
  const small = text.toLowerCase();
  if (['yes', 'y', 'true', '1'].includes(small)) return true;
  if (['no', 'n', 'false', '0'].includes(small)) return false;
  return refuse(ctx, `"${text}" is neither yes nor no.`, 'Write yes or no.');
});

/** One of some words, in any case and with spaces or underscores for dashes. */
export const oneOfCell = <const Word extends string>(words: readonly Word[]): CellSchema<Word> =>
  z.string().transform((text, ctx) => {
    const plain = (word: string) => word.toLowerCase().replace(/[\s_-]+/g, '-');
    const found = words.find((word) => plain(word) === plain(text));
    if (found !== undefined) return found;
    const near = nearest(text, words);
    return refuse(
      ctx,
      `"${text}" is not one of ${words.join(', ')}.`,
      near ? `Write ${near}, if that is meant.` : `Write one of ${words.join(', ')}.`,
    );
  });

/** Text of 1 to `most` characters. */
export const textCell = (most: number): CellSchema<string> =>
  z.string().transform((text, ctx) => {
    if (text.length === 0) return refuse(ctx, 'The cell is empty.', 'Write something here.');
    if (text.length > most)
      return refuse(ctx, `The text has ${text.length} characters, and ${most} is the most.`, 'Shorten it.');
    return text;
  });

/** Words separated by semicolons or bars, none of them twice → a list; an empty cell is an empty list. */
export const listCell: CellSchema<readonly string[]> = z.string().transform((text) => [
  ...new Set(
    text
      .split(/[;|]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
]);

/** Judges a text by another schema, and passes on what that one says. */
function judge<Schema extends z.ZodType>(schema: Schema, text: string, ctx: z.RefinementCtx): z.output<Schema> {
  const read = schema.safeParse(text);
  if (read.success) return read.data;
  for (const issue of read.error.issues)
    ctx.addIssue({ code: 'custom', message: issue.message, ...('params' in issue && { params: issue.params }) });
  return z.NEVER;
}

/** A code such as an ODS code: capital letters are made, then `schema` judges it. */
export const codeCell = <Schema extends z.ZodType>(schema: Schema): CellSchema<z.output<Schema>> =>
  z.string().transform((text, ctx) => judge(schema, text.toUpperCase(), ctx));

/** An id or other text that `schema` judges as it stands. */
export const idCell = <Schema extends z.ZodType>(schema: Schema): CellSchema<z.output<Schema>> =>
  z.string().transform((text, ctx) => judge(schema, text, ctx));

/** An empty cell is null; anything else is judged by `schema`. */
export const emptyOr = <Value>(schema: CellSchema<Value>): CellSchema<Value | null> =>
  z.string().transform((text, ctx) => (text === '' ? null : judge(schema, text, ctx)));
