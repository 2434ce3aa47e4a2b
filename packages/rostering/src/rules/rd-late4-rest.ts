import { longEveningRuns } from './long-shifts.ts';
import { shortRestsAfter } from './rest.ts';
import type { Rule } from './rule.ts';

/** RD-LATE4-REST: 48 h of rest after the last of 4 or more long evening shifts on consecutive start dates. */
export const rdLate4Rest: Rule = {
  id: 'RD-LATE4-REST',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'hours',
  measure: 'of rest after long evening shifts',
  source: 'TCS 2016 Sch 3 para 11',
  plainWords:
    'After 4 long shifts on consecutive days that begin before 16:00 and end after 23:00 there are 48 hours of rest.',
  verify: false,
  restsOnRun: true,
  check: (line, { resident }) =>
    shortRestsAfter(line, longEveningRuns(line, resident), {
      length: resident.longEvening.maxRun,
      hours: resident.longEvening.restHours,
    }),
};
