import { expect, test } from 'vitest';
import { at, findingsOf, shift, shiftsOn, valuesOf } from '../testing.ts';

const rule = 'RD-LONG4';

test('4 long shifts in a row pass, 5 do not', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 4, ['08:00', '20:00']) })).toEqual([]);
  const [finding] = findingsOf({ rule, duties: shiftsOn('2026-03-02', 5, ['08:00', '20:00']) });
  expect(finding).toMatchObject({
    value: 5,
    limit: 4,
    unit: 'count',
    from: at('2026-03-02 08:00'),
    to: at('2026-03-06 20:00'),
  });
  expect(finding!.duties).toHaveLength(5);
  expect(finding!.mend).toBe('Free 1 of these 5 days of long shifts, so that no more than 4 follow each other.');
});

test('exactly 10 h are not long, a minute more is', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 6, ['08:00', '18:00']) })).toEqual([]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 6, ['08:00', '18:01']) })).toEqual([6]);
});

test('a date with a short shift or none breaks the run; a second shift on a date does not lengthen it', () => {
  const broken = [...shiftsOn('2026-03-02', 4, ['08:00', '20:00']), ...shiftsOn('2026-03-07', 4, ['08:00', '20:00'])];
  expect(valuesOf({ rule, duties: [...broken, shift('2026-03-06 08:00', '2026-03-06 18:00')] })).toEqual([]);
  const twice = shift('2026-03-05 23:00', '2026-03-06 09:30');
  expect(valuesOf({ rule, duties: [...shiftsOn('2026-03-02', 4, ['08:00', '20:00']), twice] })).toEqual([]);
});

test('it is reported when any of its dates lies in the period', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-02-26', 5, ['08:00', '20:00']) })).toEqual([5]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-02-25', 5, ['08:00', '20:00']) })).toEqual([]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-04-12', 5, ['08:00', '20:00']) })).toEqual([5]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-04-13', 5, ['08:00', '20:00']) })).toEqual([]);
});

test('a long run names how many days must go', () => {
  const [finding] = findingsOf({ rule, duties: shiftsOn('2026-03-02', 11, ['08:00', '20:00']) });
  expect(finding!.mend).toMatch(/^Free 2 of these 11 days/);
});
