import type { LeaveKind } from '../model.ts';
import {
  type Breach,
  countMarked,
  freeStretches,
  isInPeriod,
  onLeave,
  type Timeline,
  touchesPeriod,
} from './timeline.ts';
import { dayNumber, dayStart, weekday } from './uk-calendar.ts';

const HOUR = 60;
const excluded: readonly LeaveKind[] = ['annual', 'sick', 'maternity', 'paternity', 'adoption', 'parental'];

const averageWeek = (time: Timeline): readonly Breach[] => {
  if (time.person.optOut48) return [];
  const weeks = time.person.employments.some(({ pack }) => pack === 'EN-RD-2016') ? 26 : 17;
  const isExcluded = onLeave(time.person.leave.filter(({ kind }) => excluded.includes(kind)));
  const breaches: Breach[] = [];
  for (let day = time.known.from; day + 7 * weeks <= time.known.to; day += 1) {
    if (weekday(day) !== 1) continue;
    const from = dayStart(day);
    const to = dayStart(day + 7 * weeks);
    if (!touchesPeriod(time, from, to)) continue;
    let daysCounted = 0;
    for (let inside = day; inside < day + 7 * weeks; inside += 1) if (!isExcluded(inside)) daysCounted += 1;
    if (daysCounted === 0) continue;
    const work = countMarked(time, time.working, from, to);
    if (work * 7 > 48 * HOUR * daysCounted) {
      breaches.push({ rule: 'WTR-48', at: from, value: (work * 7) / daysCounted / HOUR, limit: 48 });
    }
  }
  return breaches;
};

const dailyRest = (time: Timeline): readonly Breach[] =>
  time.spells
    .filter(({ start }) => isInPeriod(time, start))
    .map(({ start }) => ({ start, longest: Math.max(0, ...freeStretches(time, start, start + 24 * HOUR)) }))
    .filter(({ longest }) => longest < 11 * HOUR)
    .map(({ start, longest }) => ({ rule: 'WTR-DAILY', at: start, value: longest / HOUR, limit: 11 }));

const weeklyRest = (time: Timeline): readonly Breach[] => {
  const breaches: Breach[] = [];
  for (let day = dayNumber('2024-01-01'); day + 14 <= time.known.to; day += 14) {
    const from = dayStart(day);
    const to = dayStart(day + 14);
    if (day < time.known.from || !touchesPeriod(time, from, to)) continue;
    const rests = freeStretches(time, from, to).reduce((sum, length) => sum + Math.floor(length / (24 * HOUR)), 0);
    if (rests < 2) breaches.push({ rule: 'WTR-WEEKLY', at: from, value: rests, limit: 2 });
  }
  return breaches;
};

const shortBreak = (time: Timeline): readonly Breach[] =>
  time.spells
    .filter(({ start, end, breaks }) => isInPeriod(time, start) && end - start > 6 * HOUR && breaks < 20)
    .map(({ start, breaks }) => ({ rule: 'WTR-BREAK', at: start, value: breaks, limit: 20 }));

/** The Working Time Regulations: WTR-48, WTR-DAILY, WTR-WEEKLY and WTR-BREAK. */
export const judgeWorkingTime = (time: Timeline): readonly Breach[] => [
  ...averageWeek(time),
  ...dailyRest(time),
  ...weeklyRest(time),
  ...shortBreak(time),
];
