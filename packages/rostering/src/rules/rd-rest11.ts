import { shortRest } from './rest.ts';
import type { Rule } from './rule.ts';

/** RD-REST11: 11 h of rest between spells, travel taken out. */
export const rdRest11: Rule = {
  id: 'RD-REST11',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'hours',
  measure: 'of rest',
  source: 'TCS 2016 Sch 3 para 19',
  plainWords: 'Between shifts there are 11 hours of rest, not counting the way from one site to the next.',
  verify: true,
  check: (line, { resident }) => line.spells.flatMap((_, i) => shortRest(line, i, resident.restHours)),
};
