import { instantOfDay } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

/**
 * RD-OC3IN7: any 7 consecutive local dates hold at most 3 starts of on-call periods. Judged are the windows whose
 * first date lies in the period; of those, the fullest begin with an on-call period or on the period's last date.
 */
export const rdOc3In7: Rule = {
  id: 'RD-OC3IN7',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'count',
  measure: 'on-call periods in 7 days',
  source: 'TCS 2016 Sch 3 para 28',
  plainWords: 'At most 3 on-call periods start in any 7 days.',
  verify: false,
  check: ({ onCalls, period, frame }, { resident: { onCall } }) => {
    const breaches: Breach[] = [];
    const days = new Set(onCalls.map(({ startDay }) => startDay).filter((day) => day < period.toDay));
    for (const day of days.add(period.toDay - 1)) {
      if (day < period.fromDay) continue;
      const held = onCalls.filter(({ startDay }) => startDay >= day && startDay < day + onCall.windowDays);
      if (held.length <= onCall.maxInWindow) continue;
      breaches.push({
        from: instantOfDay(frame.zone, day, 0),
        to: instantOfDay(frame.zone, day + onCall.windowDays, 0),
        value: held.length,
        limit: onCall.maxInWindow,
        duties: held.map(({ duty }) => duty.id),
        mend: `Give ${held.length - onCall.maxInWindow} of these on-call periods to somebody else.`,
      });
    }
    return breaches;
  },
};
