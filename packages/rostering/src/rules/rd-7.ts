import type { Rule } from './rule.ts';
import { longRuns, runsOf } from './run.ts';

/** RD-7: spells start on at most 7 consecutive dates. */
export const rd7: Rule = {
  id: 'RD-7',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'count',
  measure: 'days of shifts in a row',
  source: 'TCS 2016 Sch 3 para 14',
  plainWords: 'Shifts start on at most 7 consecutive days.',
  verify: true,
  check: (line, { resident }) =>
    longRuns(
      line,
      runsOf(line, ({ startDay }) => [startDay]),
      { max: resident.consecutive.maxRun, what: 'shifts' },
    ),
};
