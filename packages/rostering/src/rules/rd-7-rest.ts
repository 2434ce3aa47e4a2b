import { shortRestsAfter } from './rest.ts';
import type { Rule } from './rule.ts';
import { runsOf } from './run.ts';

/** RD-7-REST: 48 h of rest after the last of 7 or more consecutive dates on which spells start. */
export const rd7Rest: Rule = {
  id: 'RD-7-REST',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'hours',
  measure: 'of rest after days of shifts',
  source: 'TCS 2016 Sch 3 para 14',
  plainWords: 'After 7 consecutive days of shifts there are 48 hours of rest.',
  verify: true,
  restsOnRun: true,
  check: (line, { resident: { consecutive } }) =>
    shortRestsAfter(
      line,
      runsOf(line, ({ startDay }) => [startDay]),
      { length: consecutive.maxRun, hours: consecutive.restHours },
    ),
};
