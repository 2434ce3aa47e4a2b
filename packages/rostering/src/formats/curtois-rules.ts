import { OFF } from '../engine/instance.ts';
import type { LineRule } from '../engine/line-rule.ts';
import { runLength } from '../engine/line-rules/run-length.ts';
import { succession } from '../engine/line-rules/succession.ts';
import { total, weekendWorked } from '../engine/line-rules/total.ts';
import type { CurtoisEmployee, CurtoisShift } from './curtois-file.ts';

const HARD = Number.POSITIVE_INFINITY;

/**
 * The hard rules of one employee as line rules; those that cannot bind are left out. Fixed days off and shifts that
 * are never allowed are costs of cells instead. Nothing is known of the days around the horizon.
 */
export function curtoisRules(employee: CurtoisEmployee, shifts: readonly CurtoisShift[], days: number): LineRule[] {
  const mostDays = mostWorkedDays(employee, days);
  return [
    ...successionRules(employee, shifts),
    ...runRules(employee, days),
    ...minuteRules(employee, shifts, mostDays),
    ...shiftRules(employee, shifts, mostDays),
    ...weekendRules(employee, days),
  ];
}

function successionRules({ maxShifts }: CurtoisEmployee, shifts: readonly CurtoisShift[]): LineRule[] {
  // A pair with a shift that this employee may not work needs no state of its own.
  const forbids = (before: number, code: number) =>
    maxShifts[before]! > 0 && maxShifts[code]! > 0 && shifts[before]!.forbids[code]!;
  const isNeeded = shifts.some((_, before) => shifts.some((_, code) => forbids(before, code)));
  const words = 'Works no shift on the day after one that forbids it';
  const rule = { id: 'SUCCESSION', words, codes: shifts.length, forbids, cost: HARD, before: OFF };
  return isNeeded ? [succession(rule)] : [];
}

function runRules(employee: CurtoisEmployee, days: number): LineRule[] {
  const { minConsecutiveShifts, maxConsecutiveShifts, minConsecutiveDaysOff } = employee;
  const rules: LineRule[] = [];
  const max = maxConsecutiveShifts < days ? maxConsecutiveShifts : HARD;
  const hard = { perUnder: HARD, perOver: HARD, before: 'free' as const };
  if (max < HARD || minConsecutiveShifts > 1) {
    const id = 'CONSECUTIVE-SHIFTS';
    const words = `Works at least ${minConsecutiveShifts} and at most ${maxConsecutiveShifts} days in a row`;
    // A run of minimum length beyond the horizon touches one of its ends, so it is never too short.
    const min = Math.min(minConsecutiveShifts, days);
    rules.push(runLength({ id, words, member: (code) => code !== OFF, min, max, ...hard }));
  }
  if (minConsecutiveDaysOff > 1) {
    const id = 'CONSECUTIVE-DAYS-OFF';
    const words = `Has at least ${minConsecutiveDaysOff} days off in a row`;
    const min = Math.min(minConsecutiveDaysOff, days);
    rules.push(runLength({ id, words, member: (code) => code === OFF, min, max: HARD, ...hard }));
  }
  return rules;
}

function minuteRules(employee: CurtoisEmployee, shifts: readonly CurtoisShift[], mostDays: number): LineRule[] {
  const lengths = shifts.map(({ minutes }, code) => (employee.maxShifts[code]! > 0 ? minutes : 0));
  const longest = Math.max(...lengths);
  if (employee.minMinutes === 0 && employee.maxMinutes >= longest * mostDays) return [];
  const unit = lengths.reduce(greatestCommonDivisor, 0) || 1;
  const units = lengths.map((minutes) => minutes / unit);
  const rule = total({
    id: 'MINUTES',
    words: `Works ${employee.minMinutes} to ${employee.maxMinutes} minutes in all`,
    add: (code) => units[code]!,
    before: 0,
    min: Math.ceil(employee.minMinutes / unit),
    max: Math.floor(employee.maxMinutes / unit),
    perUnder: HARD,
    perOver: HARD,
    most: (longest / unit) * mostDays,
  });
  return [rule];
}

function shiftRules(employee: CurtoisEmployee, shifts: readonly CurtoisShift[], mostDays: number): LineRule[] {
  return shifts.flatMap(({ id, minutes }, shift) => {
    const max = employee.maxShifts[shift]!;
    const most = minutes > 0 ? Math.min(mostDays, Math.floor(employee.maxMinutes / minutes)) : mostDays;
    if (max === 0 || max >= most) return [];
    const rule = total({
      id: `MAX-SHIFTS ${id}`,
      words: `Works at most ${max} shifts of type ${id}`,
      add: (code) => (code === shift ? 1 : 0),
      before: 0,
      min: 0,
      max,
      perUnder: HARD,
      perOver: HARD,
      most,
    });
    return [rule];
  });
}

function weekendRules({ maxWeekends }: CurtoisEmployee, days: number): LineRule[] {
  const weeks = days / 7;
  if (maxWeekends >= weeks) return [];
  const words = `Works at most ${maxWeekends} weekends; a Saturday or a Sunday makes one`;
  const limits = { before: 0, min: 0, max: maxWeekends, perUnder: HARD, perOver: HARD, most: weeks };
  return [total({ id: 'MAX-WEEKENDS', words, add: weekendWorked, ...limits })];
}

/** No line that keeps the rules of days in a row, weekends and days off has more worked days. */
function mostWorkedDays(employee: CurtoisEmployee, days: number): number {
  const weeks = days / 7;
  const rest = Math.max(1, employee.minConsecutiveDaysOff);
  const cycle = employee.maxConsecutiveShifts + rest;
  const byRuns =
    Math.floor(days / cycle) * employee.maxConsecutiveShifts + Math.min(employee.maxConsecutiveShifts, days % cycle);
  const byWeekends = days - 2 * Math.max(0, weeks - employee.maxWeekends);
  return Math.min(days - new Set(employee.daysOff).size, byRuns, byWeekends);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
