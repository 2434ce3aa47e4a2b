import type { Rule } from './rule.ts';
import { weekendShare } from './weekend-share.ts';

/** RD-WE2: at most 1 weekend in 2 is worked, counted over the Saturdays of the period. */
export const rdWe2: Rule = {
  id: 'RD-WE2',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'count',
  measure: 'weekends worked',
  source: 'TCS 2016 Sch 3 para 18',
  plainWords: 'At most 1 weekend in 2 is worked; any work or on-call on Saturday or Sunday counts.',
  verify: false,
  check: (line, { resident: { weekends } }) => weekendShare(line, weekends.hard),
};
