import { expect, test } from 'vitest';
import { dutiesWithin, lineOf, workWithin } from './line.ts';
import { aFrame, aResident, at, onCall, shift } from './testing.ts';

const HOUR = 3_600_000;
const lineWith = (...duties: ReturnType<typeof shift>[]) => lineOf(aFrame(), aResident(), duties);

test('time covered twice counts once, and touching pieces are one stretch', () => {
  const line = lineWith(
    shift('2026-03-02 12:00', '2026-03-02 16:00'),
    shift('2026-03-02 08:00', '2026-03-02 12:00'),
    shift('2026-03-02 09:00', '2026-03-02 10:00'),
    shift('2026-03-02 15:00', '2026-03-02 18:00'),
    shift('2026-03-02 18:01', '2026-03-02 19:00'),
  );
  expect(line.work).toEqual([
    { from: at('2026-03-02 08:00'), to: at('2026-03-02 18:00') },
    { from: at('2026-03-02 18:01'), to: at('2026-03-02 19:00') },
  ]);
});

test('the work of an on-call period lies at its start, also beyond its end, and may be none', () => {
  const line = lineWith(
    onCall('2026-03-02 08:00', '2026-03-02 10:00', { expectedWorkMinutes: 180 }),
    onCall('2026-03-03 08:00', '2026-03-03 20:00'),
  );
  expect(line.work).toEqual([{ from: at('2026-03-02 08:00'), to: at('2026-03-02 11:00') }]);
});

test('work in a window is cut at its edges', () => {
  const line = lineWith(
    shift('2026-03-02 08:00', '2026-03-02 18:00'),
    shift('2026-03-03 08:00', '2026-03-03 18:00'),
    shift('2026-03-04 08:00', '2026-03-04 18:00'),
  );
  expect(workWithin(line, at('2026-03-02 17:00'), at('2026-03-04 10:00'))).toBe(13 * HOUR);
  expect(workWithin(line, at('2026-03-02 18:00'), at('2026-03-03 08:00'))).toBe(0);
  expect(dutiesWithin(line, at('2026-03-02 18:00'), at('2026-03-04 08:00'))).toEqual(['2026-03-03 08:00']);
});

test('what an on-call period expects decides whether it is in a window of work', () => {
  const line = lineWith(onCall('2026-03-02 08:00', '2026-03-03 08:00', { expectedWorkMinutes: 60 }));
  expect(dutiesWithin(line, at('2026-03-02 08:59'), at('2026-03-03 08:00'))).toEqual(['2026-03-02 08:00']);
  expect(dutiesWithin(line, at('2026-03-02 09:00'), at('2026-03-03 08:00'))).toEqual([]);
});
