import * as z from 'zod';
import { isLocalDate, isZone } from './zone.ts';

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.0+)?)?Z$/;

/** Says what is wrong with a field: that it is missing, or what it should be. */
function wanted(what: string) {
  return {
    error: (issue: { input?: unknown }) =>
      issue.input === undefined ? `is missing; write ${what}` : `must be ${what}`,
  };
}

const id = z.string(wanted('a text that names it')).min(1, 'is empty; write a text that names it');
const date = z
  .string(wanted('a local date, YYYY-MM-DD'))
  .refine(isLocalDate, { error: ({ input }) => `'${input}' is not a date that exists; write YYYY-MM-DD` });
const instant = z.string(wanted('an instant in UTC, such as 2026-03-02T08:00:00Z')).refine(
  (text) => {
    const parts = INSTANT.exec(text);
    return parts !== null && isLocalDate(parts[1]!);
  },
  {
    error: ({ input }) =>
      `'${input}' is not an instant in UTC that exists; write it as 2026-03-02T08:00Z or 2026-03-02T08:00:00Z`,
  },
);
const minutes = z
  .number(wanted('a number of minutes'))
  .min(0, 'must be 0 minutes or more')
  .max(1_000_000, 'must be 1,000,000 minutes or less');
const days = z.strictObject({ from: date, to: date }, wanted('an object with from and to'));
const flag = z.boolean(wanted('true or false'));
const name = z.string(wanted('a text'));
const listOf = <T extends z.ZodType>(item: T) => z.array(item, wanted('a list, [] when there is nothing in it'));

const employment = z.strictObject(
  {
    employer: id,
    assignment: id,
    pack: z.enum(['EN-RD-2016', 'WTR'], wanted('EN-RD-2016 or WTR')),
    wte: z.number(wanted('a number')).positive('must be more than 0').max(10, 'must be 10 or less').default(1),
    annualLeaveDays: z
      .number(wanted('a number of days'))
      .min(0, 'must be 0 or more')
      .max(366, 'must be 366 or less')
      .default(27),
  },
  wanted('an employment'),
);
const person = z.strictObject(
  { id, name: name.optional(), optOut48: flag, employments: listOf(employment) },
  wanted('a person'),
);
const duty = z.strictObject(
  {
    id,
    site: id,
    kind: z.enum(['shift', 'on-call'], wanted('shift or on-call')),
    start: instant,
    end: instant,
    breakMinutes: minutes.default(0),
    expectedWorkMinutes: minutes.default(0),
    code: name.optional(),
  },
  wanted('a duty'),
);
const leave = z.strictObject(
  {
    person: id,
    kind: z.enum(
      ['annual', 'study', 'sick', 'maternity', 'paternity', 'adoption', 'parental', 'other'],
      wanted('annual, study, sick, maternity, paternity, adoption, parental or other'),
    ),
    from: date,
    to: date,
  },
  wanted('a leave'),
);

/** The fields of a rota file and what each may hold; an unknown field is an error. */
export const rotaFile = z.strictObject(
  {
    format: z.literal('weft-rota', wanted("'weft-rota'")),
    version: z.literal(1, wanted('1; a file of a later version needs a later release')),
    zone: z
      .string(wanted('a time zone, such as Europe/London'))
      .refine(isZone, { error: ({ input }) => `'${input}' is not a time zone; write one such as Europe/London` }),
    period: days,
    known: days,
    sites: listOf(z.strictObject({ id, organisation: id, name: name.optional() }, wanted('a site'))),
    travelMinutes: listOf(z.strictObject({ from: id, to: id, minutes }, wanted('from, to and minutes'))),
    people: listOf(person),
    duties: listOf(duty),
    assignments: listOf(z.strictObject({ duty: id, person: id, employer: id }, wanted('duty, person and employer'))),
    leave: listOf(leave),
  },
  wanted('an object of format weft-rota'),
);

/** A rota as the file carries it, version 1, with optional numbers filled in. Instants and dates are text. */
export type RotaFile = z.output<typeof rotaFile>;
