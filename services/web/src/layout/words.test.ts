import { expect, test } from 'vitest';
import { addDays, counted, hours, mondayOf, timesOf } from './words.ts';

test('times are told by the clock of London, in summer and in winter', () => {
  expect(timesOf({ start: '2026-07-01T07:00:00Z', end: '2026-07-01T19:30:00Z' })).toBe('08:00 to 20:30');
  expect(timesOf({ start: '2026-12-01T08:00:00Z', end: '2026-12-01T20:30:00Z' })).toBe('08:00 to 20:30');
});

test('days go on over the ends of months and over clock changes', () => {
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
});

test('a week begins on Monday, on a Sunday too', () => {
  expect(mondayOf('2026-03-08')).toBe('2026-03-02');
  expect(mondayOf('2026-03-02')).toBe('2026-03-02');
});

test('counts and hours read well', () => {
  expect([counted(1, 'gap'), counted(2, 'gap'), counted(0, 'person', 'people')]).toEqual([
    '1 gap',
    '2 gaps',
    '0 people',
  ]);
  expect([hours(40), hours(37.5), hours(0.04)]).toEqual(['40', '37.5', '0']);
});
