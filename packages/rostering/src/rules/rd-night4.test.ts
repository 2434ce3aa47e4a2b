import { expect, test } from 'vitest';
import { findingsOf, shift, shiftsOn, valuesOf } from '../testing.ts';

const rule = 'RD-NIGHT4';

test('4 nights in a row pass, 5 do not', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-03-02', 4, ['20:00', '08:00']) })).toEqual([]);
  expect(findingsOf({ rule, duties: shiftsOn('2026-03-02', 5, ['20:00', '08:00']) })).toMatchObject([
    { value: 5, limit: 4 },
  ]);
});

test('a shift with 179 minutes of the night breaks the run, with 180 it does not', () => {
  const nights = shiftsOn('2026-03-02', 5, ['20:00', '08:00']);
  const third = (end: string) => [
    ...nights.slice(0, 2),
    shift('2026-03-04 20:00', `2026-03-05 ${end}`),
    ...nights.slice(3),
  ];
  expect(valuesOf({ rule, duties: third('01:59') })).toEqual([]);
  expect(valuesOf({ rule, duties: third('02:00') })).toEqual([5]);
});

test('a night is named by its evening, so a start after midnight belongs to the night before', () => {
  const four = shiftsOn('2026-03-02', 4, ['20:00', '08:00']);
  expect(valuesOf({ rule, duties: [...four, shift('2026-03-07 00:30', '2026-03-07 08:00')] })).toEqual([5]);
  expect(valuesOf({ rule, duties: [...four, shift('2026-03-07 20:00', '2026-03-08 08:00')] })).toEqual([]);
});

test('one spell over two nights counts both', () => {
  const duties = [...shiftsOn('2026-03-02', 3, ['20:00', '08:00']), shift('2026-03-05 20:00', '2026-03-07 08:00')];
  const [finding] = findingsOf({ rule, duties });
  expect(finding!.value).toBe(5);
  expect(finding!.duties).toHaveLength(4);
});

test('it is reported when any of its nights lies in the period', () => {
  expect(valuesOf({ rule, duties: shiftsOn('2026-02-26', 5, ['20:00', '08:00']) })).toEqual([5]);
  expect(valuesOf({ rule, duties: shiftsOn('2026-02-25', 5, ['20:00', '08:00']) })).toEqual([]);
  const afterMidnight = shiftsOn('2026-04-13', 5, ['00:30', '08:00']);
  expect(valuesOf({ rule, duties: afterMidnight })).toEqual([5]);
});
