import { expect, test } from 'vitest';
import { ageWords } from './age-words.ts';

const asOf = '2026-07-01T06:12:00Z';
const after = (minutes: number) => ageWords({ keptAt: asOf, asOf, now: Date.parse(asOf) + minutes * 60_000 });

test('the age is told in minutes, hours and days, with the time of day in London', () => {
  expect(after(0)).toBe('from 07:12, less than a minute old');
  expect(after(1)).toBe('from 07:12, 1 minute old');
  expect(after(200)).toBe('from 07:12, 3 hours old');
  expect(after(3 * 1440)).toBe('from 07:12, 3 days old');
});

test('a browser’s clock that is wrong by a day changes neither the time nor the age', () => {
  const keptAt = '2026-06-30T06:12:00Z';
  expect(ageWords({ keptAt, asOf, now: Date.parse(keptAt) + 3 * 3_600_000 })).toBe('from 07:12, 3 hours old');
});
