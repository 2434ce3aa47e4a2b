import { type Breach, isInPeriod, type Timeline } from './timeline.ts';
import { dayStart, localDay, weekday } from './uk-calendar.ts';

const HOUR = 60;
const SATURDAY = 6;

/** On-call periods of resident doctors: RD-OC24, RD-OC-CONSEC, RD-OC3IN7 and RD-OC-NEXT10. */
export const judgeResidentOnCall = (time: Timeline): readonly Breach[] => {
  const onCalls = time.duties.filter(({ kind }) => kind === 'on-call');
  const startDays = onCalls.map(({ startMinute }) => localDay(startMinute));
  const found: Breach[] = [];
  for (const { startMinute, endMinute } of onCalls) {
    if (!isInPeriod(time, startMinute)) continue;
    const length = endMinute - startMinute;
    if (length > 24 * HOUR) found.push({ rule: 'RD-OC24', at: startMinute, value: length / HOUR, limit: 24 });
    const dayBefore = localDay(startMinute) - 1;
    if (startDays.includes(dayBefore) && weekday(dayBefore) !== SATURDAY) {
      found.push({ rule: 'RD-OC-CONSEC', at: startMinute, value: null, limit: null });
    }
  }
  for (let first = time.period.from; first < time.period.to; first += 1) {
    const count = startDays.filter((day) => day >= first && day < first + 7).length;
    if (count > 3) found.push({ rule: 'RD-OC3IN7', at: dayStart(first), value: count, limit: 3 });
  }
  for (const { start, end, startDay } of time.spells) {
    if (end - start > 10 * HOUR && startDays.includes(startDay - 1) && isInPeriod(time, start)) {
      found.push({ rule: 'RD-OC-NEXT10', at: start, value: (end - start) / HOUR, limit: 10 });
    }
  }
  return found;
};
