import { expect, test } from 'vitest';
import { findingsOf, onCall, shift, valuesOf } from '../testing.ts';

const rule = 'RD-13';

test('13 h pass, a minute more does not', () => {
  expect(valuesOf({ rule, duties: [shift('2026-03-02 08:00', '2026-03-02 21:00')] })).toEqual([]);
  const [finding] = findingsOf({ rule, duties: [shift('2026-03-02 08:00', '2026-03-02 21:01')] });
  expect(finding!.value).toBeCloseTo(13 + 1 / 60, 9);
  expect(finding).toMatchObject({ limit: 13, mend: 'Start 1 min later, or end 1 min sooner.' });
});

test('shifts within two hours of each other are judged as one, gaps included', () => {
  const first = shift('2026-03-02 08:00', '2026-03-02 14:00');
  expect(valuesOf({ rule, duties: [first, shift('2026-03-02 16:00', '2026-03-02 22:00')] })).toEqual([14]);
  expect(valuesOf({ rule, duties: [first, shift('2026-03-02 16:01', '2026-03-02 22:00')] })).toEqual([]);
});

test('a night of 12 hours on the clock is 13 in October and passes, 11 in March', () => {
  expect(valuesOf({ rule, duties: [shift('2026-03-28 20:00', '2026-03-29 10:00')] })).toEqual([]);
  expect(valuesOf({ rule, duties: [shift('2026-03-27 20:00', '2026-03-28 10:00')] })).toEqual([14]);
});

test('on-call is no part of a spell', () => {
  expect(valuesOf({ rule, duties: [onCall('2026-03-02 08:00', '2026-03-03 08:00')] })).toEqual([]);
});

test('it is placed at the start of the spell', () => {
  expect(valuesOf({ rule, duties: [shift('2026-03-01 23:59', '2026-03-02 14:00')] })).toEqual([]);
  expect(valuesOf({ rule, duties: [shift('2026-03-02 00:00', '2026-03-02 14:00')] })).toEqual([14]);
  expect(valuesOf({ rule, duties: [shift('2026-04-12 23:00', '2026-04-13 13:00')] })).toEqual([14]);
  expect(valuesOf({ rule, duties: [shift('2026-04-13 00:00', '2026-04-13 14:00')] })).toEqual([]);
});
