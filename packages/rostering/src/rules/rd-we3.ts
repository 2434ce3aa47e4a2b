import type { Rule } from './rule.ts';
import { weekendShare } from './weekend-share.ts';

/** RD-WE3: at most 1 weekend in 3 is worked, counted over the Saturdays of the period. */
export const rdWe3: Rule = {
  id: 'RD-WE3',
  pack: 'EN-RD-2016',
  severity: 'soft',
  unit: 'count',
  measure: 'weekends worked',
  source: 'TCS 2016 Sch 3 para 16',
  plainWords: 'At most 1 weekend in 3 is worked; any work or on-call on Saturday or Sunday counts.',
  verify: true,
  check: (line, { resident: { weekends } }) => weekendShare(line, weekends.soft),
};
