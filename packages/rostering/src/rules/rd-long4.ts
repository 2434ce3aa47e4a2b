import { longShiftRuns } from './long-shifts.ts';
import type { Rule } from './rule.ts';
import { longRuns } from './run.ts';

/** RD-LONG4: at most 4 long shifts on consecutive start dates. */
export const rdLong4: Rule = {
  id: 'RD-LONG4',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'count',
  measure: 'long shifts in a row',
  source: 'TCS 2016 Sch 3 para 10',
  plainWords: 'At most 4 long shifts (of more than 10 hours) start on consecutive days.',
  verify: false,
  check: (line, { resident }) =>
    longRuns(line, longShiftRuns(line, resident), { max: resident.longShift.maxRun, what: 'long shifts' }),
};
