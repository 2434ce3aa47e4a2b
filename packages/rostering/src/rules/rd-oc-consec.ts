import { holdsDay } from '../line.ts';
import { weekdayOfDay } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

const SATURDAY = 6;

/** RD-OC-CONSEC: on-call starts on two consecutive local dates only on a Saturday and the Sunday after it. */
export const rdOcConsec: Rule = {
  id: 'RD-OC-CONSEC',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'count',
  measure: 'days on call in a row',
  source: 'TCS 2016 Sch 3 para 27',
  plainWords: 'On-call periods do not start on two consecutive days, except on Saturday and Sunday.',
  verify: true,
  check: ({ onCalls, period }) => {
    const breaches: Breach[] = [];
    for (const day of new Set(onCalls.map(({ startDay }) => startDay))) {
      if (weekdayOfDay(day) === SATURDAY || !holdsDay(period, day + 1)) continue;
      const next = onCalls.filter(({ startDay }) => startDay === day + 1);
      if (next.length === 0) continue;
      const both = [...onCalls.filter(({ startDay }) => startDay === day), ...next].map(({ duty }) => duty);
      breaches.push({
        from: both[0]!.start,
        to: Math.max(...both.map(({ end }) => end)),
        value: 2,
        limit: 1,
        duties: both.map(({ id }) => id),
        mend: 'Give the on-call period of one of the two days to somebody else.',
      });
    }
    return breaches;
  },
};
