import { expect, test } from 'vitest';
import { findingsOf, onCall, shift, valuesOf } from '../testing.ts';

const rule = 'RD-OC-NEXT10';
const call = onCall('2026-03-03 18:00', '2026-03-03 22:00');

test('10 h on the day after on-call pass, a minute more does not', () => {
  expect(valuesOf({ rule, duties: [call, shift('2026-03-04 08:00', '2026-03-04 18:00')] })).toEqual([]);
  const [finding] = findingsOf({ rule, duties: [call, shift('2026-03-04 08:00', '2026-03-04 18:01')] });
  expect(finding!.value).toBeCloseTo(10 + 1 / 60, 9);
  expect(finding!.duties).toEqual(['2026-03-03 18:00', '2026-03-04 08:00']);
  expect(finding!.mend).toBe('Make the shift 1 min shorter, or give the on-call period before it to somebody else.');
});

test('the same day and the day after next are not judged', () => {
  expect(valuesOf({ rule, duties: [call, shift('2026-03-03 05:00', '2026-03-03 17:00')] })).toEqual([]);
  expect(valuesOf({ rule, duties: [call, shift('2026-03-05 08:00', '2026-03-05 20:00')] })).toEqual([]);
});

test('the date on which the on-call period started counts, not that on which it ended', () => {
  const overnight = onCall('2026-03-03 20:00', '2026-03-04 08:00');
  expect(valuesOf({ rule, duties: [overnight, shift('2026-03-04 09:00', '2026-03-04 21:00')] })).toEqual([12]);
  expect(valuesOf({ rule, duties: [overnight, shift('2026-03-05 09:00', '2026-03-05 21:00')] })).toEqual([]);
});

test('it is placed at the spell', () => {
  expect(
    valuesOf({
      rule,
      duties: [onCall('2026-03-01 18:00', '2026-03-01 22:00'), shift('2026-03-02 08:00', '2026-03-02 20:00')],
    }),
  ).toEqual([12]);
  expect(
    valuesOf({
      rule,
      duties: [onCall('2026-04-12 18:00', '2026-04-12 22:00'), shift('2026-04-13 08:00', '2026-04-13 20:00')],
    }),
  ).toEqual([]);
});
