import { type Breach, countMarked, isInPeriod, restAfter, type Timeline, touchesPeriod } from './timeline.ts';
import { dayStart, localDay, localMinute, weekday } from './uk-calendar.ts';

const HOUR = 60;
const SEVEN_DAYS = 168 * HOUR;

const averageWeek = (time: Timeline): readonly Breach[] => {
  const limit = time.person.optOut48 ? 56 : 48;
  const entitlements = time.person.employments.filter(({ pack }) => pack === 'EN-RD-2016');
  const leaveDays = Math.max(...entitlements.map(({ annualLeaveDays }) => annualLeaveDays));
  const days = time.period.to - time.period.from;
  const from = dayStart(time.period.from);
  const worked = countMarked(time, time.working, from, dayStart(time.period.to));
  // (D − G) / (B − F) > limit, times 5460 so that whole minutes and days stay whole.
  if (91 * worked - 120 * leaveDays * days <= limit * (780 * days - 3 * leaveDays * days)) return [];
  const weeks = days / 7;
  const leaveInPeriod = (leaveDays * weeks) / 52;
  const value = (worked / HOUR - leaveInPeriod * 8) / (weeks - leaveInPeriod / 5);
  return [{ rule: 'RD-AVG48', at: from, value, limit }];
};

const rollingWeek = (time: Timeline): readonly Breach[] => {
  const starts: number[] = [];
  for (let index = 1; index < time.working.length; index += 1) {
    const minute = time.base + index;
    if (time.working[index] && !time.working[index - 1]) starts.push(minute);
    if (!time.working[index] && time.working[index - 1]) starts.push(minute - SEVEN_DAYS);
  }
  return starts
    .filter((start) => touchesPeriod(time, start, start + SEVEN_DAYS))
    .map((start) => ({ start, work: countMarked(time, time.working, start, start + SEVEN_DAYS) }))
    .filter(({ work }) => work > 72 * HOUR)
    .map(({ start, work }) => ({ rule: 'RD-72', at: start, value: work / HOUR, limit: 72 }));
};

const longSpell = (time: Timeline): readonly Breach[] =>
  time.spells
    .filter(({ start, end }) => isInPeriod(time, start) && end - start > 13 * HOUR)
    .map(({ start, end }) => ({ rule: 'RD-13', at: start, value: (end - start) / HOUR, limit: 13 }));

const breaks = (time: Timeline): readonly Breach[] => {
  const found: Breach[] = [];
  for (const spell of time.spells) {
    const length = spell.end - spell.start;
    let limit = 0;
    if (length > 5 * HOUR) limit = 30;
    if (length > 9 * HOUR) limit = 60;
    if (length >= 12 * HOUR && spell.nights.length > 0) limit = 90;
    if (spell.breaks < limit && isInPeriod(time, spell.start)) {
      found.push({ rule: 'RD-BRK', at: spell.start, value: spell.breaks, limit });
    }
  }
  return found;
};

const restBetween = (time: Timeline): readonly Breach[] => {
  const found: Breach[] = [];
  for (const [position, spell] of time.spells.entries()) {
    const rest = restAfter(time, spell);
    const next = time.spells[position + 1];
    if (rest === null || next === undefined || rest >= 11 * HOUR) continue;
    if (isInPeriod(time, spell.start) || isInPeriod(time, next.start)) {
      found.push({ rule: 'RD-REST11', at: next.start, value: rest / HOUR, limit: 11 });
    }
  }
  return found;
};

const isWeekendWorked = (time: Timeline, saturday: number): boolean => {
  for (let minute = dayStart(saturday); minute < dayStart(saturday + 2); minute += 1) {
    const busy = time.working[minute - time.base] || time.onCall[minute - time.base];
    const isSaturday = localDay(minute) === saturday;
    if (busy && (isSaturday ? localMinute(minute) >= 1 : localMinute(minute) < 23 * 60 + 59)) return true;
  }
  return false;
};

const weekends = (time: Timeline): readonly Breach[] => {
  let saturdays = 0;
  let worked = 0;
  for (let day = time.period.from; day < time.period.to; day += 1) {
    if (weekday(day) !== 6) continue;
    saturdays += 1;
    if (isWeekendWorked(time, day)) worked += 1;
  }
  const at = dayStart(time.period.from);
  const found: Breach[] = [];
  if (worked * 3 > saturdays) found.push({ rule: 'RD-WE3', at, value: worked, limit: null });
  if (worked * 2 > saturdays) found.push({ rule: 'RD-WE2', at, value: worked, limit: null });
  return found;
};

/** Hours, rests, breaks and weekends of resident doctors. */
export const judgeResidentHours = (time: Timeline): readonly Breach[] => [
  ...averageWeek(time),
  ...rollingWeek(time),
  ...longSpell(time),
  ...breaks(time),
  ...restBetween(time),
  ...weekends(time),
];
