import { expect, test } from 'vitest';
import { findingsOf, onCall, shift, valuesOf } from '../testing.ts';

const rule = 'RD-OC24';

test('24 h on call pass, a minute more does not', () => {
  expect(valuesOf({ rule, duties: [onCall('2026-03-07 08:00', '2026-03-08 08:00')] })).toEqual([]);
  const [finding] = findingsOf({ rule, duties: [onCall('2026-03-07 08:00', '2026-03-08 08:01')] });
  expect(finding!.value).toBeCloseTo(24 + 1 / 60, 9);
  expect(finding!.mend).toBe('Start 1 min later, or end 1 min sooner.');
});

test('the day of March with 23 hours leaves an hour more on the clock', () => {
  expect(valuesOf({ rule, duties: [onCall('2026-03-28 09:00', '2026-03-29 10:00')] })).toEqual([]);
  expect(valuesOf({ rule, duties: [onCall('2026-03-28 09:00', '2026-03-29 11:00')] })).toEqual([25]);
});

test('each period is judged alone; shifts are not judged; it is placed at its start', () => {
  const two = [onCall('2026-03-07 08:00', '2026-03-08 08:00'), onCall('2026-03-08 08:00', '2026-03-09 08:00')];
  expect(valuesOf({ rule, duties: two })).toEqual([]);
  expect(valuesOf({ rule, duties: [shift('2026-03-07 08:00', '2026-03-08 20:00')] })).toEqual([]);
  expect(valuesOf({ rule, duties: [onCall('2026-03-01 08:00', '2026-03-02 20:00')] })).toEqual([]);
});
