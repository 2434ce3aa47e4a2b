import { holdsDay, type Line } from '../line.ts';
import type { Duty, Instant } from '../model.ts';
import { durationWords } from '../words.ts';
import { dayNumberOf, instantOfDay, localDayOf, MINUTE } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

type Away = { readonly from: Instant; readonly to: Instant };

/** LEAVE: no duty on a local day of leave, of whatever kind. Minutes of the duty that lie on days of leave. */
export const leave: Rule = {
  id: 'LEAVE',
  pack: 'every',
  severity: 'hard',
  unit: 'minutes',
  measure: 'on days of leave',
  source: 'Weft: leave that is agreed is kept',
  plainWords: 'A person on leave has no duty on any day of it, from midnight to midnight.',
  verify: false,
  check: (line) => {
    if (line.person.leave.length === 0) return [];
    const away = daysAway(line);
    const breaches: Breach[] = [];
    for (const duty of line.duties) {
      let overlap = 0;
      for (const { from, to } of away) overlap += Math.max(0, Math.min(to, duty.end) - Math.max(from, duty.start));
      if (overlap === 0 || !holdsDay(line.period, localDayOf(line.frame.zone, duty.start))) continue;
      breaches.push({
        from: duty.start,
        to: duty.end,
        value: overlap / MINUTE,
        limit: 0,
        duties: [duty.id],
        mend: mendOf(duty, away, overlap),
      });
    }
    return breaches;
  },
};

/** All leave as stretches of whole local days that do not overlap. */
function daysAway({ person, frame }: Line): Away[] {
  const ranges = person.leave
    .map(({ from, to }) => ({ from: dayNumberOf(from), to: dayNumberOf(to) }))
    .sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const range of ranges) {
    const last = joined[joined.length - 1];
    if (last !== undefined && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else joined.push(range);
  }
  return joined.map(({ from, to }) => ({
    from: instantOfDay(frame.zone, from, 0),
    to: instantOfDay(frame.zone, to, 0),
  }));
}

function mendOf(duty: Duty, away: readonly Away[], overlap: number): string {
  const first = away.find(({ to }) => to > duty.start)!;
  const words = durationWords(overlap);
  if (first.from > duty.start && first.to >= duty.end)
    return `End the duty ${words} sooner, or give it to somebody else.`;
  if (first.from <= duty.start && overlap === first.to - duty.start && first.to < duty.end) {
    return `Start the duty ${words} later, or give it to somebody else.`;
  }
  return 'Give the duty to somebody else, or move the leave.';
}
