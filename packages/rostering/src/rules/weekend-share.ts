import { type Line, workEndOf } from '../line.ts';
import type { Instant } from '../model.ts';
import { DAY, instantOfDay, weekdayOfDay } from '../zone.ts';
import type { Breach } from './rule.ts';

/** A weekend is worked by work or on-call in [Saturday 00:01, Sunday 23:59), local. */
const FROM = 1;
const TO = 23 * 60 + 59;

/** The breach when more than one in `every` of the weekends whose Saturday lies in the period is worked. */
export function weekendShare(line: Line, every: number): Breach[] {
  const { period, frame } = line;
  const first = period.fromDay + ((13 - weekdayOfDay(period.fromDay)) % 7);
  const saturdays = Math.max(0, Math.ceil((period.toDay - first) / 7));
  if (saturdays === 0) return [];
  const begin = instantOfDay(frame.zone, first, FROM);
  const worked = new Set<number>();
  const duties: string[] = [];
  for (const duty of line.duties) {
    if (duty.start >= period.to + 2 * DAY) break;
    const end = Math.max(duty.end, workEndOf(duty));
    if (end <= begin) continue;
    let isAtWeekend = false;
    for (let week = weekBefore(duty.start, begin); week < saturdays; week++) {
      const day = first + 7 * week;
      if (end <= instantOfDay(frame.zone, day, FROM)) break;
      if (duty.start >= instantOfDay(frame.zone, day + 1, TO)) continue;
      worked.add(week);
      isAtWeekend = true;
    }
    if (isAtWeekend) duties.push(duty.id);
  }
  if (worked.size * every <= saturdays) return [];
  const limit = Math.floor(saturdays / every);
  return [
    {
      from: period.from,
      to: period.to,
      value: worked.size,
      limit,
      duties,
      mend: `Free ${worked.size - limit} of these ${worked.size} weekends.`,
    },
  ];
}

/** A weekend of the period that is surely not after the first one that a duty can touch. */
function weekBefore(start: Instant, begin: Instant): number {
  return Math.max(0, Math.floor((start - begin) / (7 * DAY)) - 1);
}
