import { expect, test } from 'vitest';
import { findingsOf, shiftsOn, valuesOf } from '../testing.ts';

const rule = 'RD-LATE4';

test('4 long evening shifts in a row pass, 5 do not', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 4, ['12:00', '23:30']) })).toEqual([]);
  expect(findingsOf({ rule, duties: shiftsOn('2026-03-02', 5, ['12:00', '23:30']) })).toMatchObject([
    {
      value: 5,
      limit: 4,
      mend: 'Free 1 of these 5 days of long evening shifts, so that no more than 4 follow each other.',
    },
  ]);
});

test('an end at 23:00 is not late, a minute later is, and so is the next day', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 5, ['12:00', '23:00']) })).toEqual([]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 5, ['12:00', '23:01']) })).toEqual([5]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 5, ['14:00', '01:00']) })).toEqual([5]);
});

test('a start at 16:00 is a night, not an evening; a minute sooner is an evening', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 5, ['16:00', '03:00']) })).toEqual([]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 5, ['15:59', '03:00']) })).toEqual([5]);
});

test('exactly 10 h are not long', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 5, ['13:30', '23:30']) })).toEqual([]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 5, ['13:29', '23:30']) })).toEqual([5]);
});

test('start and end are judged by the local clock in summer', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-30', 5, ['12:00', '23:00']) })).toEqual([]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-30', 5, ['15:59', '03:00']) })).toEqual([5]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-30', 5, ['16:00', '03:00']) })).toEqual([]);
});
