import { expect, test } from 'vitest';
import { aFrame, at, findingsOf, onCall, shift, shiftsOn, valuesOf } from '../testing.ts';

const rule = 'RD-LONG4-REST';
const four = shiftsOn('2026-03-02', 4, ['08:00', '20:00']);

test('48 h after the fourth pass, a minute less does not', () => {
  expect(valuesOf({ rule, duties: [...four, shift('2026-03-07 20:00', '2026-03-08 02:00')] })).toEqual([]);
  const [finding] = findingsOf({ rule, duties: [...four, shift('2026-03-07 19:59', '2026-03-08 02:00')] });
  expect(finding!.value).toBeCloseTo(48 - 1 / 60, 9);
  expect(finding).toMatchObject({ limit: 48, from: at('2026-03-05 20:00'), to: at('2026-03-07 19:59') });
  expect(finding!.mend).toBe('Start the later shift 1 min later, or end the one before it 1 min sooner.');
});

test('a shift of any length ends the rest, on-call does not', () => {
  expect(valuesOf({ rule, duties: [...four, shift('2026-03-06 08:00', '2026-03-06 12:00')] })).toEqual([12]);
  expect(
    valuesOf({ rule, duties: [...four, onCall('2026-03-06 08:00', '2026-03-06 12:00', { expectedWorkMinutes: 240 })] }),
  ).toEqual([]);
});

test('three need no rest; of five or more the last counts', () => {
  expect(valuesOf({ rule, duties: [...four.slice(1), shift('2026-03-06 08:00', '2026-03-06 12:00')] })).toEqual([]);
  const six = shiftsOn('2026-03-02', 6, ['08:00', '20:00']);
  expect(valuesOf({ rule, duties: [...six, shift('2026-03-08 08:00', '2026-03-08 12:00')] })).toEqual([12]);
});

test('travel is taken out, and nothing is found where no next shift is known', () => {
  const frame = aFrame({ travelMinutes: () => 30 });
  const next = shift('2026-03-07 20:29', '2026-03-08 02:00', { site: 'B' });
  expect(valuesOf({ rule, frame, duties: [...four, next] })[0]).toBeCloseTo(48 - 1 / 60, 9);
  expect(valuesOf({ rule, duties: four })).toEqual([]);
});

test('it is reported when the shift before or after the rest starts in the period', () => {
  const before = (first: string, next: string) => [
    ...shiftsOn(first, 4, ['08:00', '20:00']),
    shift(`${next} 08:00`, `${next} 12:00`),
  ];
  expect(valuesOf({ rule, duties: before('2026-02-25', '2026-03-01') })).toEqual([]);
  expect(valuesOf({ rule, duties: before('2026-02-25', '2026-03-02') })).toEqual([36]);
  expect(valuesOf({ rule, duties: before('2026-04-09', '2026-04-14') })).toEqual([36]);
  expect(valuesOf({ rule, duties: before('2026-04-10', '2026-04-14') })).toEqual([]);
});
