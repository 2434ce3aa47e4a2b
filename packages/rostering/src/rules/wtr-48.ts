import { dutiesWithin } from '../line.ts';
import { durationWords } from '../words.ts';
import { HOUR } from '../zone.ts';
import { referenceWindows } from './reference-windows.ts';
import type { Breach, Rule } from './rule.ts';

/** WTR-48: mean weekly work over each window of whole weeks, days of leave taken out; windows lie in `known`. */
export const wtr48: Rule = {
  id: 'WTR-48',
  pack: 'WTR',
  severity: 'hard',
  unit: 'hours',
  measure: 'a week on average',
  source: 'Working Time Regulations 1998 regs 4 and 5',
  plainWords:
    'Work is at most 48 hours a week on average over 17 weeks (26 for doctors in training), days of leave left out, unless the person has opted out.',
  verify: false,
  check: (line, { workingTime: { weeklyHours, referenceWeeks, residentReferenceWeeks } }) => {
    if (line.person.optOut48) return [];
    const inTraining = line.person.employments.some(({ pack }) => pack === 'EN-RD-2016');
    const weeks = inTraining ? residentReferenceWeeks : referenceWeeks;
    const breaches: Breach[] = [];
    for (const { from, to, work, presentDays } of referenceWindows(line, weeks)) {
      if (work * 7 <= weeklyHours * HOUR * presentDays) continue;
      breaches.push({
        from,
        to,
        value: (work * 7) / presentDays / HOUR,
        limit: weeklyHours,
        duties: dutiesWithin(line, from, to),
        mend: `Take ${durationWords(work - (weeklyHours * HOUR * presentDays) / 7)} of work out of these ${weeks} weeks.`,
      });
    }
    return breaches;
  },
};
