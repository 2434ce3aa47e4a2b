import { expect, test } from 'vitest';
import { aFrame, at, findingsOf, onCall, shift, valuesOf } from '../testing.ts';

const rule = 'RD-REST11';
const day = shift('2026-03-02 08:00', '2026-03-02 20:00');

test('11 h pass, a minute less does not', () => {
  expect(valuesOf({ rule, duties: [day, shift('2026-03-03 07:00', '2026-03-03 12:00')] })).toEqual([]);
  const [finding] = findingsOf({ rule, duties: [day, shift('2026-03-03 06:59', '2026-03-03 12:00')] });
  expect(finding!.value).toBeCloseTo(11 - 1 / 60, 9);
  expect(finding).toMatchObject({ limit: 11, from: at('2026-03-02 20:00'), to: at('2026-03-03 06:59') });
  expect(finding!.duties).toEqual(['2026-03-02 08:00', '2026-03-03 06:59']);
});

test('the way to another site is taken out', () => {
  const frame = aFrame({ travelMinutes: () => 30 });
  expect(
    valuesOf({ rule, frame, duties: [day, shift('2026-03-03 07:30', '2026-03-03 12:00', { site: 'B' })] }),
  ).toEqual([]);
  expect(
    valuesOf({ rule, frame, duties: [day, shift('2026-03-03 07:00', '2026-03-03 12:00', { site: 'B' })] }),
  ).toEqual([10.5]);
  expect(valuesOf({ rule, frame, duties: [day, shift('2026-03-03 07:00', '2026-03-03 12:00')] })).toEqual([]);
});

test('on-call in between neither ends the rest nor begins one', () => {
  const duties = [
    day,
    onCall('2026-03-02 20:00', '2026-03-03 08:00', { expectedWorkMinutes: 120 }),
    shift('2026-03-03 08:00', '2026-03-03 12:00'),
  ];
  expect(valuesOf({ rule, duties })).toEqual([]);
});

test('a way longer than the gap makes the rest less than nothing', () => {
  const frame = aFrame({ travelMinutes: () => 180 });
  const duties = [
    shift('2026-03-02 08:00', '2026-03-02 12:00'),
    shift('2026-03-02 14:30', '2026-03-02 18:00', { site: 'B' }),
  ];
  expect(valuesOf({ rule, frame, duties })).toEqual([-0.5]);
});

test('it is reported when the spell before or after it starts in the period', () => {
  const late = (evening: string, morning: string) => [
    shift(`${evening} 12:00`, `${evening} 23:00`),
    shift(`${morning} 08:00`, `${morning} 12:00`),
  ];
  expect(valuesOf({ rule, duties: late('2026-02-28', '2026-03-01') })).toEqual([]);
  expect(valuesOf({ rule, duties: late('2026-03-01', '2026-03-02') })).toEqual([9]);
  expect(valuesOf({ rule, duties: late('2026-04-12', '2026-04-13') })).toEqual([9]);
  expect(valuesOf({ rule, duties: late('2026-04-13', '2026-04-14') })).toEqual([]);
});

test('a night of rest in March is an hour shorter than the clock says', () => {
  const duties = [shift('2026-03-28 12:00', '2026-03-28 21:00'), shift('2026-03-29 08:00', '2026-03-29 12:00')];
  expect(valuesOf({ rule, duties })).toEqual([10]);
});
