import type { Rule } from './rule.ts';
import { longRuns, runsOf } from './run.ts';

/** RD-NIGHT4: night shifts on at most 4 consecutive nights. */
export const rdNight4: Rule = {
  id: 'RD-NIGHT4',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'count',
  measure: 'nights in a row',
  source: 'TCS 2016 Sch 3 para 12',
  plainWords: 'At most 4 consecutive nights hold a night shift (3 hours or more between 23:00 and 06:00).',
  verify: false,
  check: (line, { resident }) =>
    longRuns(
      line,
      runsOf(line, ({ nights }) => nights),
      { max: resident.night.maxRun, what: 'night shifts' },
    ),
};
