import { expect, test } from 'vitest';
import { lineOf } from '../line.ts';
import { aFrame, aResident, onCall, shift } from '../testing.ts';
import { weekendShare } from './weekend-share.ts';

const frame = aFrame({ period: { from: '2026-03-02', to: '2026-03-09' } });
const isWorked = (duty: ReturnType<typeof shift>) => weekendShare(lineOf(frame, aResident(), [duty]), 2).length === 1;

test('a shift until Saturday 00:00 or 00:01 does not work the weekend, until 00:02 it does', () => {
  expect(isWorked(shift('2026-03-06 16:00', '2026-03-07 00:00'))).toBe(false);
  expect(isWorked(shift('2026-03-06 16:00', '2026-03-07 00:01'))).toBe(false);
  expect(isWorked(shift('2026-03-06 16:00', '2026-03-07 00:02'))).toBe(true);
});

test('a shift from Sunday 23:58 works the weekend, from 23:59 it does not', () => {
  expect(isWorked(shift('2026-03-08 23:58', '2026-03-09 08:00'))).toBe(true);
  expect(isWorked(shift('2026-03-08 23:59', '2026-03-09 08:00'))).toBe(false);
});

test('a night that starts on Friday counts by its Saturday, one that starts on Sunday too', () => {
  expect(isWorked(shift('2026-03-06 20:00', '2026-03-07 08:00'))).toBe(true);
  expect(isWorked(shift('2026-03-08 20:00', '2026-03-09 08:00'))).toBe(true);
});

test('on-call counts whole, without any work expected, and work expected beyond its end counts too', () => {
  expect(isWorked(onCall('2026-03-06 08:00', '2026-03-07 08:00'))).toBe(true);
  expect(isWorked(onCall('2026-03-06 20:00', '2026-03-06 22:00'))).toBe(false);
  expect(isWorked(onCall('2026-03-06 20:00', '2026-03-06 22:00', { expectedWorkMinutes: 300 }))).toBe(true);
});
