import { expect, test } from 'vitest';
import { findingsOf, shift, shiftsOn, valuesOf } from '../testing.ts';

const rule = 'RD-7-REST';
const seven = shiftsOn('2026-03-02', 7, ['09:00', '17:00']);

test('48 h after seven days pass, a minute less does not', () => {
  expect(valuesOf({ rule, duties: [...seven, shift('2026-03-10 17:00', '2026-03-10 20:00')] })).toEqual([]);
  const [finding] = findingsOf({ rule, duties: [...seven, shift('2026-03-10 16:59', '2026-03-10 20:00')] });
  expect(finding!.value).toBeCloseTo(48 - 1 / 60, 9);
});

test('six days need no such rest, eight do after the last', () => {
  const next = shift('2026-03-10 09:00', '2026-03-10 17:00');
  expect(valuesOf({ rule, duties: [...seven.slice(1), next] })).toEqual([]);
  expect(valuesOf({ rule, duties: [...shiftsOn('2026-03-01', 8, ['09:00', '17:00']), next] })).toEqual([40]);
});

test('of two spells on the last date the later one counts', () => {
  const duties = [
    ...seven,
    shift('2026-03-08 20:00', '2026-03-08 23:00'),
    shift('2026-03-10 20:00', '2026-03-10 23:00'),
  ];
  expect(valuesOf({ rule, duties })).toEqual([45]);
});
