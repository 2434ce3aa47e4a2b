import { longEveningRuns } from './long-shifts.ts';
import type { Rule } from './rule.ts';
import { longRuns } from './run.ts';

/** RD-LATE4: at most 4 long evening shifts on consecutive start dates. */
export const rdLate4: Rule = {
  id: 'RD-LATE4',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'count',
  measure: 'long evening shifts in a row',
  source: 'TCS 2016 Sch 3 para 11',
  plainWords: 'At most 4 long shifts that begin before 16:00 and end after 23:00 start on consecutive days.',
  verify: false,
  check: (line, { resident }) =>
    longRuns(line, longEveningRuns(line, resident), {
      max: resident.longEvening.maxRun,
      what: 'long evening shifts',
    }),
};
