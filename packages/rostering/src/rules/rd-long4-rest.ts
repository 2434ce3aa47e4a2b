import { longShiftRuns } from './long-shifts.ts';
import { shortRestsAfter } from './rest.ts';
import type { Rule } from './rule.ts';

/** RD-LONG4-REST: 48 h of rest after the last of 4 or more long shifts on consecutive start dates. */
export const rdLong4Rest: Rule = {
  id: 'RD-LONG4-REST',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'hours',
  measure: 'of rest after long shifts',
  source: 'TCS 2016 Sch 3 para 10',
  plainWords: 'After 4 long shifts (of more than 10 hours) on consecutive days there are 48 hours of rest.',
  verify: false,
  restsOnRun: true,
  check: (line, { resident }) =>
    shortRestsAfter(line, longShiftRuns(line, resident), {
      length: resident.longShift.maxRun,
      hours: resident.longShift.restHours,
    }),
};
