import * as z from 'zod';
import { isLocalDate, isZone } from '../zone.ts';
import type { ProblemData } from './problem-data.ts';
import { ProblemError } from './problem-error.ts';

const id = z.string().min(1);
const date = z.string().refine(isLocalDate, { error: 'is not a local date that exists; write YYYY-MM-DD' });
const days = z.strictObject({ from: date, to: date });
const minutes = z.number().min(0).max(10_000_000);
/** Milliseconds since 1970 in UTC. */
const instant = z.number().int();
const duty = {
  id,
  site: id,
  kind: z.enum(['shift', 'on-call']),
  start: instant,
  end: instant,
  breakMinutes: minutes,
  expectedWorkMinutes: minutes,
};
const leaveKinds = ['annual', 'study', 'sick', 'maternity', 'paternity', 'adoption', 'parental', 'other'] as const;
const person = z.strictObject({
  id,
  optOut48: z.boolean(),
  employments: z.array(
    z.strictObject({
      employer: id,
      assignment: id,
      pack: z.enum(['EN-RD-2016', 'WTR']),
      wte: z.number().positive().max(10),
      annualLeaveDays: z.number().min(0).max(366),
    }),
  ),
  leave: z.array(z.strictObject({ kind: z.enum(leaveKinds), from: date, to: date })),
  elsewhere: z.array(z.strictObject(duty)),
  contractedMinutes: minutes.nullable(),
});
const whole = z.number().int().min(0);
const problem = z.strictObject({
  frame: z.strictObject({
    zone: z.string().refine(isZone, { error: 'is not a time zone; write one such as Europe/London' }),
    period: days,
    known: days,
    travel: z.array(z.strictObject({ from: id, to: id, minutes })),
  }),
  people: z.array(person),
  duties: z.array(z.strictObject({ ...duty, count: whole, eligible: z.array(id), gapCost: whole })),
  pins: z.array(z.strictObject({ duty: id, person: id })),
  weights: z.strictObject({ softFinding: whole, hoursBalance: whole, fairness: whole, travelMinute: whole }),
});

/**
 * Reads a problem that was written as JSON.
 * @throws ProblemError 'bad-file' that names the first field that is wrong, and how many more there are.
 */
export function readProblemFile(text: string): ProblemData {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ProblemError('bad-file', `The problem file is not JSON: ${(cause as Error).message}`, { cause });
  }
  const { success, data, error } = problem.safeParse(json);
  if (success) return data;
  const [first, ...more] = error.issues;
  const others = more.length === 0 ? '' : ` ${more.length} more are wrong.`;
  throw new ProblemError('bad-file', `The problem file's ${pathOf(first!.path)}: ${first!.message}.${others}`);
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'whole';
}
