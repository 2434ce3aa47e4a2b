import { holdsDay } from '../line.ts';
import { durationWords } from '../words.ts';
import { localDayOf, MINUTE } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

/** OVERLAP: two duties of one person at the same time, whoever the employer. Minutes of overlap, each pair apart. */
export const overlap: Rule = {
  id: 'OVERLAP',
  pack: 'every',
  severity: 'hard',
  unit: 'minutes',
  measure: 'of overlap',
  source: 'Weft: a person holds one duty at a time',
  plainWords: 'Two duties of one person may not overlap, whichever employer they are for.',
  verify: false,
  check: ({ duties, frame, period }) => {
    const breaches: Breach[] = [];
    for (let i = 0; i < duties.length; i++) {
      const earlier = duties[i]!;
      for (let j = i + 1; j < duties.length && duties[j]!.start < earlier.end; j++) {
        const later = duties[j]!;
        if (!holdsDay(period, localDayOf(frame.zone, later.start))) continue;
        const to = Math.min(earlier.end, later.end);
        const clash = durationWords(earlier.end - later.start);
        breaches.push({
          from: later.start,
          to,
          value: (to - later.start) / MINUTE,
          limit: 0,
          duties: [earlier.id, later.id],
          mend: `Start the later duty ${clash} later, end the earlier one ${clash} sooner, or give one to somebody else.`,
        });
      }
    }
    return breaches;
  },
};
