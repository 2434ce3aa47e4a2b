import { holdsDay } from '../line.ts';
import { durationWords } from '../words.ts';
import { HOUR } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

/** RD-13: no spell is longer than 13 h; on-call periods are no part of one. */
export const rd13: Rule = {
  id: 'RD-13',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'hours',
  measure: 'in one shift',
  source: 'TCS 2016 Sch 3 para 9',
  plainWords: 'A shift, with those that follow within two hours, is at most 13 hours long.',
  verify: false,
  check: ({ spells, period }, { resident: { spellMaxHours } }) => {
    const breaches: Breach[] = [];
    for (const { start, end, startDay, shifts } of spells) {
      if (end - start <= spellMaxHours * HOUR || !holdsDay(period, startDay)) continue;
      const excess = durationWords(end - start - spellMaxHours * HOUR);
      breaches.push({
        from: start,
        to: end,
        value: (end - start) / HOUR,
        limit: spellMaxHours,
        duties: shifts.map(({ id }) => id),
        mend: `Start ${excess} later, or end ${excess} sooner.`,
      });
    }
    return breaches;
  },
};
