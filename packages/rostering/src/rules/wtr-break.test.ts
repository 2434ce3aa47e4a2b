import { expect, test } from 'vitest';
import { aWorker, findingsOf, shift, valuesOf } from '../testing.ts';

const rule = 'WTR-BREAK';
const person = aWorker();

test('6 h need no break, a minute more needs 20 minutes', () => {
  expect(valuesOf({ rule, person, duties: [shift('2026-03-02 08:00', '2026-03-02 14:00')] })).toEqual([]);
  expect(valuesOf({ rule, person, duties: [shift('2026-03-02 08:00', '2026-03-02 14:01')] })).toEqual([0]);
});

test('20 minutes pass, 19 do not', () => {
  const withBreak = (breakMinutes: number) => [shift('2026-03-02 08:00', '2026-03-02 16:00', { breakMinutes })];
  expect(valuesOf({ rule, person, duties: withBreak(20) })).toEqual([]);
  expect(findingsOf({ rule, person, duties: withBreak(19) })).toMatchObject([
    { value: 19, limit: 20, unit: 'minutes', mend: 'Add 1 min of break.' },
  ]);
});

test('the gap between two shifts of a spell is a break', () => {
  const duties = (start: string) => [
    shift('2026-03-02 08:00', '2026-03-02 12:00', { breakMinutes: 5 }),
    shift(start, '2026-03-02 16:00'),
  ];
  expect(valuesOf({ rule, person, duties: duties('2026-03-02 12:15') })).toEqual([]);
  expect(valuesOf({ rule, person, duties: duties('2026-03-02 12:14') })).toEqual([19]);
});

test('it is placed at the start of the spell', () => {
  expect(valuesOf({ rule, person, duties: [shift('2026-03-01 23:00', '2026-03-02 08:00')] })).toEqual([]);
  expect(valuesOf({ rule, person, duties: [shift('2026-04-12 23:00', '2026-04-13 08:00')] })).toEqual([0]);
  expect(valuesOf({ rule, person, duties: [shift('2026-04-13 00:00', '2026-04-13 08:00')] })).toEqual([]);
});
