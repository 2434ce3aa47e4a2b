import { expect, test } from 'vitest';
import { findingsOf, shift, valuesOf } from '../testing.ts';

const rule = 'RD-BRK';
const found = (start: string, end: string, breakMinutes: number) =>
  findingsOf({ rule, duties: [shift(start, end, { breakMinutes })] }).map(({ value, limit }) => [value, limit]);

test('5 h need no break, a minute more needs 30 minutes', () => {
  expect(found('2026-03-02 08:00', '2026-03-02 13:00', 0)).toEqual([]);
  expect(found('2026-03-02 08:00', '2026-03-02 13:01', 29)).toEqual([[29, 30]]);
  expect(found('2026-03-02 08:00', '2026-03-02 13:01', 30)).toEqual([]);
});

test('9 h need 30 minutes, a minute more needs 60', () => {
  expect(found('2026-03-02 08:00', '2026-03-02 17:00', 30)).toEqual([]);
  expect(found('2026-03-02 08:00', '2026-03-02 17:01', 59)).toEqual([[59, 60]]);
  expect(found('2026-03-02 08:00', '2026-03-02 17:01', 60)).toEqual([]);
});

test('a night shift of exactly 12 h needs 90 minutes, one of a minute less, or a day, 60', () => {
  expect(found('2026-03-02 20:00', '2026-03-03 08:00', 89)).toEqual([[89, 90]]);
  expect(found('2026-03-02 20:00', '2026-03-03 08:00', 90)).toEqual([]);
  expect(found('2026-03-02 20:00', '2026-03-03 07:59', 60)).toEqual([]);
  expect(found('2026-03-02 08:00', '2026-03-02 20:00', 60)).toEqual([]);
});

test('the night in March lives 11 h and needs 60 minutes only', () => {
  expect(found('2026-03-28 20:00', '2026-03-29 08:00', 60)).toEqual([]);
  expect(found('2026-03-28 20:00', '2026-03-29 09:00', 60)).toEqual([[60, 90]]);
});

test('gaps between the shifts of a spell are breaks', () => {
  const duties = [
    shift('2026-03-02 08:00', '2026-03-02 13:00', { breakMinutes: 15 }),
    shift('2026-03-02 13:44', '2026-03-02 18:00'),
  ];
  expect(findingsOf({ rule, duties })).toMatchObject([{ value: 59, limit: 60, mend: 'Add 1 min of break.' }]);
});

test('it is placed at the start of the spell', () => {
  expect(valuesOf({ rule, duties: [shift('2026-03-01 20:00', '2026-03-02 08:00')] })).toEqual([]);
});
