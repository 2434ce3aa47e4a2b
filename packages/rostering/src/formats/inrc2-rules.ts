import { OFF } from '../engine/instance.ts';
import type { LineRule } from '../engine/line-rule.ts';
import { runLength } from '../engine/line-rules/run-length.ts';
import { succession } from '../engine/line-rules/succession.ts';
import { total, weekendWorked } from '../engine/line-rules/total.ts';
import { wholeWeekend } from '../engine/line-rules/whole-weekend.ts';
import type { Contract, Scenario } from './inrc2-scenario.ts';
import type { NurseHistory } from './inrc2-weeks.ts';

/** The competition's weights. */
const PER_DAY_OF_SHIFT = 15;
const PER_DAY = 30;
const PER_WEEKEND = 30;
const PER_ASSIGNMENT = 20;

/** The shift of a code; codes are numbered shift by shift, with every skill. */
export function shiftOf(code: number, { skills }: Pick<Scenario, 'skills'>): number {
  return code === OFF ? OFF : Math.floor(code / skills.length);
}

/**
 * The rules of one nurse over the horizon: H3 and S2, S3, S5, S6 and S7 of the competition's problem description,
 * with what the weeks before left behind.
 */
export function inrc2Rules(scenario: Scenario, contract: Contract, history: NurseHistory, days: number): LineRule[] {
  const { shifts, skills } = scenario;
  const codes = shifts.length * skills.length;
  const shift = (code: number) => shiftOf(code, scenario);
  const rules: LineRule[] = [
    succession({
      id: 'SUCCESSION',
      words: 'Works no shift on the day after one that forbids it',
      codes,
      forbids: (before, code) => shifts[shift(before)]!.forbids[shift(code)]!,
      cost: Number.POSITIVE_INFINITY,
      before: history.lastShift < 0 ? OFF : history.lastShift * skills.length,
    }),
  ];
  const inARow = (id: string, what: string, [min, most]: readonly [number, number], run: Run) => {
    // A maximum that no run can pass would only make states.
    const max = most >= days + run.before ? Number.POSITIVE_INFINITY : most;
    if (min <= 1 && max === Number.POSITIVE_INFINITY) return;
    const words = `${what}: at least ${min} and at most ${most} in a row`;
    rules.push(
      runLength({ id, words, member: run.member, min, max, perUnder: run.per, perOver: run.per, before: run.before }),
    );
  };
  shifts.forEach(({ id, inARow: range }, at) => {
    const before = history.lastShift === at ? history.lastShiftInARow : 0;
    const member = (code: number) => shift(code) === at;
    inARow(`CONSECUTIVE-SHIFTS ${id}`, `Shifts of type ${id}`, range, { member, per: PER_DAY_OF_SHIFT, before });
  });
  const worked = { member: (code: number) => code !== OFF, per: PER_DAY, before: history.workedInARow };
  inARow('CONSECUTIVE-DAYS', 'Working days', contract.workedInARow, worked);
  const off = { member: (code: number) => code === OFF, per: PER_DAY, before: history.offInARow };
  inARow('CONSECUTIVE-DAYS-OFF', 'Days off', contract.offInARow, off);
  if (contract.isWholeWeekend) {
    rules.push(wholeWeekend('WHOLE-WEEKEND', 'Works both days of a weekend, or neither', PER_WEEKEND));
  }
  rules.push(
    total({
      id: 'ASSIGNMENTS',
      words: `Works ${contract.assignments[0]} to ${contract.assignments[1]} shifts in the planning period`,
      add: () => 1,
      before: history.assignments,
      min: contract.assignments[0],
      max: contract.assignments[1],
      perUnder: PER_ASSIGNMENT,
      perOver: PER_ASSIGNMENT,
      most: history.assignments + days,
    }),
    total({
      id: 'MAX-WEEKENDS',
      words: `Works at most ${contract.maxWeekends} weekends in the planning period`,
      add: weekendWorked,
      before: history.weekends,
      min: 0,
      max: contract.maxWeekends,
      perUnder: 0,
      perOver: PER_WEEKEND,
      most: history.weekends + days / 7,
    }),
  );
  return rules;
}

type Run = { readonly member: (code: number) => boolean; readonly per: number; readonly before: number };
