import { type Breach, isInPeriod, onLeave, type TimedDuty, type Timeline } from './timeline.ts';
import { localDay } from './uk-calendar.ts';

const sharedMinutes = (a: TimedDuty, b: TimedDuty): number => {
  if (a.endMinute <= b.startMinute) return 0;
  let minutes = 0;
  for (let minute = a.startMinute; minute < a.endMinute; minute += 1) {
    if (minute >= b.startMinute && minute < b.endMinute) minutes += 1;
  }
  return minutes;
};

const overlap = (time: Timeline): readonly Breach[] =>
  time.duties.flatMap((later, position) =>
    time.duties
      .slice(0, position)
      .map((earlier) => sharedMinutes(earlier, later))
      .filter((minutes) => minutes > 0 && isInPeriod(time, later.startMinute))
      .map((minutes) => ({ rule: 'OVERLAP', at: later.startMinute, value: minutes, limit: 0 })),
  );

const travel = (time: Timeline): readonly Breach[] => {
  const breaches: Breach[] = [];
  for (const spell of time.spells) {
    for (const [position, later] of spell.shifts.entries()) {
      const earlier = spell.shifts[position - 1];
      if (earlier === undefined || earlier.site === later.site) continue;
      const gap = later.startMinute - earlier.endMinute;
      const needed = time.frame.travelMinutes(earlier.site, later.site);
      if (gap >= 0 && gap < needed && isInPeriod(time, later.startMinute)) {
        breaches.push({ rule: 'TRAVEL', at: later.startMinute, value: gap, limit: needed });
      }
    }
  }
  return breaches;
};

const leave = (time: Timeline): readonly Breach[] => {
  const isOnLeave = onLeave(time.person.leave);
  const breaches: Breach[] = [];
  for (const duty of time.duties) {
    if (time.person.leave.length === 0 || !isInPeriod(time, duty.startMinute)) continue;
    let minutes = 0;
    for (let minute = duty.startMinute; minute < duty.endMinute; minute += 1)
      if (isOnLeave(localDay(minute))) minutes += 1;
    if (minutes > 0) breaches.push({ rule: 'LEAVE', at: duty.startMinute, value: minutes, limit: 0 });
  }
  return breaches;
};

/** OVERLAP, TRAVEL and LEAVE. */
export const judgeEverybody = (time: Timeline): readonly Breach[] => [
  ...overlap(time),
  ...travel(time),
  ...leave(time),
];
