import { expect, test } from 'vitest';
import { leadTimes } from './lead-time.ts';

const on = (day: string) =>
  leadTimes({ from: '2026-05-11' }, new Date(`${day}T12:00:00Z`), day).map(({ rule, days, limit, isKept }) => [
    rule,
    days,
    limit,
    isKept,
  ]);

test('a work schedule is owed eight weeks before the first day, a duty roster six', () => {
  expect(on('2026-03-16')).toEqual([
    ['RD-PUB8', 56, 56, true],
    ['RD-PUB6', 56, 42, true],
  ]);
  expect(on('2026-03-17').map(([, , , isKept]) => isKept)).toEqual([false, true]);
  expect(on('2026-03-31').map(([, , , isKept]) => isKept)).toEqual([false, false]);
});
