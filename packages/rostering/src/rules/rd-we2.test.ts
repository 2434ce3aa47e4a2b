import { expect, test } from 'vitest';
import type { Duty } from '../model.ts';
import { aFrame, at, findingsOf, shift, valuesOf } from '../testing.ts';
import { addDays } from '../zone.ts';

const rule = 'RD-WE2';
/** Twelve weeks from Monday 2 March 2026. */
const frame = aFrame({
  period: { from: '2026-03-02', to: '2026-05-25' },
  known: { from: '2026-01-05', to: '2026-06-29' },
});
const saturdays = (count: number): Duty[] =>
  Array.from({ length: count }, (_, week) => addDays('2026-03-07', 7 * week)).map((day) =>
    shift(`${day} 09:00`, `${day} 12:00`),
  );

test('6 weekends of 12 pass, 7 do not', () => {
  expect(valuesOf({ rule, frame, duties: saturdays(6) })).toEqual([]);
  const [finding] = findingsOf({ rule, frame, duties: saturdays(7) });
  expect(finding).toMatchObject({ value: 7, limit: 6, from: at('2026-03-02 00:00'), to: at('2026-05-25 00:00') });
  expect(finding!.mend).toBe('Free 1 of these 7 weekends.');
});

test('Saturday and Sunday of one weekend count once', () => {
  const duties = [...saturdays(6), shift('2026-03-08 09:00', '2026-03-08 12:00')];
  expect(valuesOf({ rule, frame, duties })).toEqual([]);
});

test('weekends whose Saturday lies outside the period do not count', () => {
  const duties = [
    ...saturdays(6),
    shift('2026-02-28 09:00', '2026-02-28 12:00'),
    shift('2026-05-30 09:00', '2026-05-30 12:00'),
  ];
  expect(valuesOf({ rule, frame, duties })).toEqual([]);
});

test('a period of one weekend may hold none', () => {
  const short = aFrame({ period: { from: '2026-03-07', to: '2026-03-08' } });
  expect(valuesOf({ rule, frame: short, duties: saturdays(1) })).toEqual([1]);
  expect(
    valuesOf({ rule, frame: aFrame({ period: { from: '2026-03-02', to: '2026-03-07' } }), duties: saturdays(1) }),
  ).toEqual([]);
});
