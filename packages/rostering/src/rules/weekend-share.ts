import { type Line, workEndOf } from '../line.ts';
import type { Instant } from '../model.ts';
import { instantOfDay, weekdayOfDay } from '../zone.ts';
import type { Breach } from './rule.ts';

/** A weekend is worked by work or on-call in [Saturday 00:01, Sunday 23:59), local. */
const FROM = 1;
const TO = 23 * 60 + 59;

/** The breach when more than one in `every` of the weekends whose Saturday lies in the period is worked. */
export function weekendShare(line: Line, every: number): Breach[] {
  const { period, frame } = line;
  const duties = new Set<string>();
  let saturdays = 0;
  let worked = 0;
  for (let day = period.fromDay + ((13 - weekdayOfDay(period.fromDay)) % 7); day < period.toDay; day += 7) {
    saturdays++;
    const ids = dutiesBetween(line, instantOfDay(frame.zone, day, FROM), instantOfDay(frame.zone, day + 1, TO));
    if (ids.length > 0) worked++;
    for (const id of ids) duties.add(id);
  }
  if (worked * every <= saturdays) return [];
  const limit = Math.floor(saturdays / every);
  const excess = worked - limit;
  return [
    {
      from: period.from,
      to: period.to,
      value: worked,
      limit,
      duties: [...duties],
      mend: `Free ${excess} of these ${worked} weekends.`,
    },
  ];
}

/** Ids of duties that, as work or as on-call, lie in [from, to) for more than no time. */
function dutiesBetween({ duties }: Line, from: Instant, to: Instant): string[] {
  const ids: string[] = [];
  for (const duty of duties) {
    if (duty.start >= to) break;
    if (Math.max(duty.end, workEndOf(duty)) > from) ids.push(duty.id);
  }
  return ids;
}
