import { holdsDay } from '../line.ts';
import { durationWords } from '../words.ts';
import { HOUR } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

/** RD-OC24: an on-call period is at most 24 h long. */
export const rdOc24: Rule = {
  id: 'RD-OC24',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'hours',
  measure: 'on call',
  source: 'TCS 2016 Sch 3 para 26',
  plainWords: 'An on-call period is at most 24 hours long.',
  verify: false,
  check: ({ onCalls, period }, { resident: { onCall } }) => {
    const breaches: Breach[] = [];
    for (const { duty, startDay } of onCalls) {
      const length = duty.end - duty.start;
      if (length <= onCall.maxHours * HOUR || !holdsDay(period, startDay)) continue;
      const excess = durationWords(length - onCall.maxHours * HOUR);
      breaches.push({
        from: duty.start,
        to: duty.end,
        value: length / HOUR,
        limit: onCall.maxHours,
        duties: [duty.id],
        mend: `Start ${excess} later, or end ${excess} sooner.`,
      });
    }
    return breaches;
  },
};
