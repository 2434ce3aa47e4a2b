import { expect, test } from 'vitest';
import { shift, shiftsOn, valuesOf } from '../testing.ts';

const rule = 'RD-LATE4-REST';
const four = shiftsOn('2026-03-02', 4, ['12:00', '23:30']);

test('48 h after the fourth pass, a minute less does not', () => {
  expect(valuesOf({ rule, duties: [...four, shift('2026-03-07 23:30', '2026-03-08 06:00')] })).toEqual([]);
  expect(valuesOf({ rule, duties: [...four, shift('2026-03-07 23:29', '2026-03-08 06:00')] })[0]).toBeCloseTo(
    48 - 1 / 60,
    9,
  );
});

test('long shifts that end early, or three late ones, need no such rest', () => {
  const next = shift('2026-03-06 12:00', '2026-03-06 16:00');
  expect(valuesOf({ rule, duties: [...shiftsOn('2026-03-02', 4, ['08:00', '20:00']), next] })).toEqual([]);
  expect(valuesOf({ rule, duties: [...four.slice(1), next] })).toEqual([]);
  expect(valuesOf({ rule, duties: [...four, next] })).toEqual([12.5]);
});
