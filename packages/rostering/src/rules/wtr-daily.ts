import { holdsDay } from '../line.ts';
import { durationWords } from '../words.ts';
import { DAY, HOUR } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

/** WTR-DAILY: the 24 h from a spell's start hold one stretch of 11 h without any spell. */
export const wtrDaily: Rule = {
  id: 'WTR-DAILY',
  pack: 'WTR',
  severity: 'hard',
  unit: 'hours',
  measure: 'of rest in one piece',
  source: 'Working Time Regulations 1998 reg 10',
  plainWords: 'In the 24 hours from the start of work there are 11 hours of rest in one piece.',
  verify: false,
  check: ({ spells, period }, { workingTime: numbers }) => {
    const breaches: Breach[] = [];
    const needed = numbers.dailyRestHours * HOUR;
    for (let i = 0; i < spells.length; i++) {
      const { start, startDay, shifts } = spells[i]!;
      if (!holdsDay(period, startDay)) continue;
      const end = start + DAY;
      const duties = shifts.map(({ id }) => id);
      let longest = 0;
      let free = spells[i]!.end;
      for (let j = i + 1; j < spells.length && spells[j]!.start < end; j++) {
        longest = Math.max(longest, spells[j]!.start - free);
        free = spells[j]!.end;
        duties.push(...spells[j]!.shifts.map(({ id }) => id));
      }
      longest = Math.max(longest, end - free);
      if (longest >= needed) continue;
      breaches.push({
        from: start,
        to: end,
        value: longest / HOUR,
        limit: numbers.dailyRestHours,
        duties,
        mend: `Make the longest rest in these 24 hours ${durationWords(needed - longest)} longer.`,
      });
    }
    return breaches;
  },
};
