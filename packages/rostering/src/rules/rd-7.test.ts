import { expect, test } from 'vitest';
import { findingsOf, onCall, shift, shiftsOn, valuesOf } from '../testing.ts';

const rule = 'RD-7';

test('7 days of shifts in a row pass, 8 do not', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 7, ['09:00', '17:00']) })).toEqual([]);
  expect(findingsOf({ rule, duties: shiftsOn('2026-03-02', 8, ['09:00', '17:00']) })).toMatchObject([
    { value: 8, limit: 7 },
  ]);
});

test('dates of starts count: a night over midnight is one date, two shifts of a date are one', () => {
  const nights = shiftsOn('2026-03-02', 7, ['20:00', '08:00']);
  expect(valuesOf({ rule, duties: nights })).toEqual([]);
  const twice = shift('2026-03-02 06:00', '2026-03-02 12:00');
  expect(valuesOf({ rule, duties: [...nights, twice] })).toEqual([]);
});

test('a shift that follows within two hours over midnight is part of the spell before', () => {
  const duties = [...shiftsOn('2026-03-02', 7, ['15:00', '23:30']), shift('2026-03-09 01:00', '2026-03-09 05:00')];
  expect(valuesOf({ rule, duties })).toEqual([]);
  const later = [...shiftsOn('2026-03-02', 7, ['15:00', '23:30']), shift('2026-03-09 01:31', '2026-03-09 05:00')];
  expect(valuesOf({ rule, duties: later })).toEqual([8]);
});

test('on-call does not lengthen a run', () => {
  const duties = [...shiftsOn('2026-03-02', 7, ['09:00', '17:00']), onCall('2026-03-09 09:00', '2026-03-09 17:00')];
  expect(valuesOf({ rule, duties })).toEqual([]);
});

test('it is reported when any of its dates lies in the period', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-02-23', 8, ['09:00', '17:00']) })).toEqual([8]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-02-22', 8, ['09:00', '17:00']) })).toEqual([]);
});
