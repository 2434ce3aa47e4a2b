import { type Line, type Span, touches } from '../line.ts';
import { dayNumberOf, HOUR, instantOfDay } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

/** The Monday from which windows of 14 days are counted. */
const FIRST = dayNumberOf('2024-01-01');

/** WTR-WEEKLY: each window of 14 local days inside `known` holds two rests of 24 h, or one of 48 h. */
export const wtrWeekly: Rule = {
  id: 'WTR-WEEKLY',
  pack: 'WTR',
  severity: 'hard',
  unit: 'count',
  measure: 'rests of 24 h',
  source: 'Working Time Regulations 1998 reg 11',
  plainWords: 'In each fortnight there are two rests of 24 hours, or one of 48.',
  verify: false,
  check: (line, { workingTime: { weeklyRest } }) => {
    const { known, period, frame } = line;
    const breaches: Breach[] = [];
    const skipped = Math.max(0, Math.ceil((known.fromDay - FIRST) / weeklyRest.days));
    for (let fromDay = FIRST + skipped * weeklyRest.days; ; fromDay += weeklyRest.days) {
      const toDay = fromDay + weeklyRest.days;
      if (toDay > known.toDay || fromDay >= period.toDay) return breaches;
      if (toDay <= period.fromDay) continue;
      const window = {
        fromDay,
        toDay,
        from: instantOfDay(frame.zone, fromDay, 0),
        to: instantOfDay(frame.zone, toDay, 0),
      };
      const { rests, duties } = restsIn(line, window, weeklyRest.hours * HOUR);
      if (rests >= weeklyRest.rests) continue;
      breaches.push({
        from: window.from,
        to: window.to,
        value: rests,
        limit: weeklyRest.rests,
        duties,
        mend:
          rests === 0
            ? `Keep ${weeklyRest.hours * 2} hours free of shifts in these ${weeklyRest.days} days, or twice ${weeklyRest.hours} hours.`
            : `Keep ${weeklyRest.hours} more hours free of shifts in one piece in these ${weeklyRest.days} days.`,
      });
    }
  },
};

function restsIn({ spells }: Line, window: Span, rest: number): { rests: number; duties: string[] } {
  const duties: string[] = [];
  let rests = 0;
  let free = window.from;
  for (const spell of spells) {
    if (!touches(window, spell.start, spell.end)) continue;
    for (const { id } of spell.shifts) duties.push(id);
    rests += Math.floor(Math.max(0, spell.start - free) / rest);
    free = spell.end;
  }
  rests += Math.floor(Math.max(0, window.to - free) / rest);
  return { rests, duties };
}
