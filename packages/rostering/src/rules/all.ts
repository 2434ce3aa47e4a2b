import { leave } from './leave.ts';
import { overlap } from './overlap.ts';
import type { Rule } from './rule.ts';
import { travel } from './travel.ts';
import { wtr48 } from './wtr-48.ts';
import { wtrBreak } from './wtr-break.ts';
import { wtrDaily } from './wtr-daily.ts';
import { wtrWeekly } from './wtr-weekly.ts';

/** Every rule that judges a rota, in the order of the page that defines them. */
export const allRules: readonly Rule[] = [overlap, travel, leave, wtr48, wtrDaily, wtrWeekly, wtrBreak];
