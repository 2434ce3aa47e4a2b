import { expect, test } from 'vitest';
import type { Duty, Person } from './model.ts';
import { referenceAverage } from './reference-average.ts';
import { addDays, instantOf } from './zone.ts';

const zone = 'Europe/London';
const frame = { zone, travelMinutes: () => 0 };
const day = (date: string): Duty => ({
  id: date,
  site: 'RA430',
  kind: 'shift',
  start: instantOf(zone, date, '08:00'),
  end: instantOf(zone, date, '20:00'),
  breakMinutes: 0,
  expectedWorkMinutes: 0,
});
const weeks = (count: number) => Array.from({ length: count }, (_, week) => day(addDays('2026-01-05', 7 * week)));
const person = (changes: Partial<Person> = {}): Person => ({
  id: 'p1',
  optOut48: false,
  employments: [{ employer: 'RA4', assignment: '1', pack: 'WTR', wte: 1, annualLeaveDays: 27 }],
  leave: [],
  ...changes,
});

test('a duty of twelve hours each week is twelve hours a week, over the 17 weeks before', () => {
  expect(referenceAverage(frame, { person: person(), duties: weeks(17) }, '2026-05-04')).toEqual({
    hours: 12,
    limit: 48,
    weeks: 17,
  });
});

test('doctors in training are averaged over 26 weeks, and what is not known counts as none', () => {
  const employments = [{ employer: 'RA4', assignment: '1', pack: 'EN-RD-2016' as const, wte: 1, annualLeaveDays: 27 }];
  const average = referenceAverage(frame, { person: person({ employments }), duties: weeks(13) }, '2026-07-06');
  expect(average).toEqual({ hours: 6, limit: 48, weeks: 26 });
});

test('days of leave are left out, an opt-out has no limit, and all leave has no average', () => {
  const leave = (to: string) => [{ kind: 'annual' as const, from: '2026-01-05', to }];
  const some = person({ optOut48: true, leave: leave(addDays('2026-01-05', 7 * 16)) });
  expect(referenceAverage(frame, { person: some, duties: weeks(17).slice(16) }, '2026-05-04')).toEqual({
    hours: 12,
    limit: null,
    weeks: 17,
  });
  const all = person({ leave: leave('2026-06-01') });
  expect(referenceAverage(frame, { person: all, duties: [] }, '2026-05-04')).toBeNull();
});

test('a week that has not ended is not looked at', () => {
  const average = referenceAverage(frame, { person: person(), duties: weeks(18) }, '2026-05-08');
  expect(average?.hours).toBe(12);
});
