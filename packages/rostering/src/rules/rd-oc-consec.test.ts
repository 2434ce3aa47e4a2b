import { expect, test } from 'vitest';
import { findingsOf, onCall, valuesOf } from '../testing.ts';

const rule = 'RD-OC-CONSEC';
const call = (day: string, start = '18:00', end = '22:00') => onCall(`${day} ${start}`, `${day} ${end}`);

test('on-call on two consecutive days is found, with a day between it is not', () => {
  expect(valuesOf({ rule, duties: [call('2026-03-03'), call('2026-03-05')] })).toEqual([]);
  expect(findingsOf({ rule, duties: [call('2026-03-03'), call('2026-03-04')] })).toMatchObject([
    { value: 2, limit: 1, unit: 'count', duties: ['2026-03-03 18:00', '2026-03-04 18:00'] },
  ]);
});

test('Saturday and Sunday may follow each other; Friday and Saturday, Sunday and Monday may not', () => {
  expect(valuesOf({ rule, duties: [call('2026-03-07'), call('2026-03-08')] })).toEqual([]);
  expect(valuesOf({ rule, duties: [call('2026-03-06'), call('2026-03-07')] })).toEqual([2]);
  expect(valuesOf({ rule, duties: [call('2026-03-08'), call('2026-03-09')] })).toEqual([2]);
});

test('dates of start count, two periods of one date are not two dates', () => {
  expect(valuesOf({ rule, duties: [call('2026-03-03', '01:00', '05:00'), call('2026-03-03')] })).toEqual([]);
  expect(valuesOf({ rule, duties: [onCall('2026-03-03 23:59', '2026-03-04 08:00'), call('2026-03-04')] })).toEqual([2]);
});

test('dates are local: 23:30 UTC in summer is the next day', () => {
  const late = onCall('2026-04-01 00:30', '2026-04-01 08:00');
  expect(valuesOf({ rule, duties: [late, call('2026-04-02')] })).toEqual([2]);
  expect(valuesOf({ rule, duties: [late, call('2026-03-30')] })).toEqual([]);
});

test('it is placed at the later', () => {
  expect(valuesOf({ rule, duties: [call('2026-03-01'), call('2026-03-02')] })).toEqual([2]);
  expect(valuesOf({ rule, duties: [call('2026-04-12'), call('2026-04-13')] })).toEqual([]);
});
