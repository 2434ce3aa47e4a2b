import { holdsDay } from '../line.ts';
import { durationWords } from '../words.ts';
import { HOUR, MINUTE } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

/** WTR-BREAK: a spell of more than 6 h holds 20 minutes of break, gaps between its shifts included. */
export const wtrBreak: Rule = {
  id: 'WTR-BREAK',
  pack: 'WTR',
  severity: 'hard',
  unit: 'minutes',
  measure: 'of break',
  source: 'Working Time Regulations 1998 reg 12',
  plainWords: 'Work of more than 6 hours has a break of at least 20 minutes.',
  verify: false,
  check: ({ spells, period }, { workingTime: { breaks } }) => {
    const breaches: Breach[] = [];
    for (const { start, end, startDay, breakMinutes, shifts } of spells) {
      if (end - start <= breaks.overHours * HOUR || breakMinutes >= breaks.minutes) continue;
      if (!holdsDay(period, startDay)) continue;
      breaches.push({
        from: start,
        to: end,
        value: breakMinutes,
        limit: breaks.minutes,
        duties: shifts.map(({ id }) => id),
        mend: `Add ${durationWords((breaks.minutes - breakMinutes) * MINUTE)} of break.`,
      });
    }
    return breaches;
  },
};
