import { holdsDay } from '../line.ts';
import { durationWords } from '../words.ts';
import { localDayOf, MINUTE } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

/** TRAVEL: the gap between two neighbouring shifts of a spell at different sites is long enough to travel. */
export const travel: Rule = {
  id: 'TRAVEL',
  pack: 'every',
  severity: 'hard',
  unit: 'minutes',
  measure: 'between the two sites',
  source: 'Weft: travel between sites takes its time',
  plainWords: 'Between two shifts at different sites there is at least the time that the way takes.',
  verify: false,
  check: ({ spells, frame, period }) => {
    const breaches: Breach[] = [];
    for (const { shifts } of spells) {
      for (let i = 1; i < shifts.length; i++) {
        const before = shifts[i - 1]!;
        const after = shifts[i]!;
        if (after.site === before.site || after.start < before.end) continue;
        const gap = (after.start - before.end) / MINUTE;
        const limit = frame.travelMinutes(before.site, after.site);
        if (gap >= limit || !holdsDay(period, localDayOf(frame.zone, after.start))) continue;
        const short = durationWords((limit - gap) * MINUTE);
        breaches.push({
          from: before.end,
          to: after.start,
          value: gap,
          limit,
          duties: [before.id, after.id],
          mend: `Start the later shift ${short} later, or end the one before it ${short} sooner.`,
        });
      }
    }
    return breaches;
  },
};
