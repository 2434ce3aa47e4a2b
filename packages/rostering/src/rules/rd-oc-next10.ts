import { holdsDay } from '../line.ts';
import { durationWords } from '../words.ts';
import { HOUR } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

/** RD-OC-NEXT10: a spell on the local date after an on-call period's start is at most 10 h long. */
export const rdOcNext10: Rule = {
  id: 'RD-OC-NEXT10',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'hours',
  measure: 'in one shift',
  source: 'TCS 2016 Sch 3 para 29',
  plainWords: 'A shift on the day after an on-call period started is at most 10 hours long.',
  verify: false,
  check: ({ spells, onCalls, period }, { resident: { onCall } }) => {
    if (onCalls.length === 0) return [];
    const breaches: Breach[] = [];
    for (const { start, end, startDay, shifts } of spells) {
      if (end - start <= onCall.nextDayHours * HOUR || !holdsDay(period, startDay)) continue;
      const before = onCalls.filter((period) => period.startDay === startDay - 1);
      if (before.length === 0) continue;
      const excess = durationWords(end - start - onCall.nextDayHours * HOUR);
      breaches.push({
        from: start,
        to: end,
        value: (end - start) / HOUR,
        limit: onCall.nextDayHours,
        duties: [...before.map(({ duty }) => duty.id), ...shifts.map(({ id }) => id)],
        mend: `Make the shift ${excess} shorter, or give the on-call period before it to somebody else.`,
      });
    }
    return breaches;
  },
};
