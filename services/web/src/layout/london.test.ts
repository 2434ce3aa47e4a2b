import { expect, test } from 'vitest';
import { londonInstant, londonTime } from './london.ts';

test('local times are those of London in summer and winter, and round trip', () => {
  expect(londonInstant('2026-07-01', '08:00')).toBe('2026-07-01T07:00:00.000Z');
  expect(londonInstant('2026-12-01', '08:00')).toBe('2026-12-01T08:00:00.000Z');
  expect(londonTime('2026-07-01T07:00:00Z')).toBe('2026-07-01T08:00');
});

test('midnight is 00:00, a time that comes twice is the first, one that never comes is an hour later', () => {
  expect(londonTime('2026-07-01T23:00:00Z')).toBe('2026-07-02T00:00');
  expect(londonInstant('2026-10-25', '01:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(londonTime(londonInstant('2026-03-29', '01:30'))).toBe('2026-03-29T02:30');
});
