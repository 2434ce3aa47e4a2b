import { expect, test } from 'vitest';
import { findingsOf, onCall, shift, valuesOf } from '../testing.ts';

const rule = 'OVERLAP';

test('a duty may begin when another ends, not a minute sooner', () => {
  const first = shift('2026-03-02 08:00', '2026-03-02 16:00');
  expect(valuesOf({ rule, duties: [first, shift('2026-03-02 16:00', '2026-03-02 20:00')] })).toEqual([]);
  expect(valuesOf({ rule, duties: [first, shift('2026-03-02 15:59', '2026-03-02 20:00')] })).toEqual([1]);
});

test('on-call overlaps as well as shifts do, and each pair is a finding', () => {
  const duties = [
    onCall('2026-03-02 08:00', '2026-03-03 08:00'),
    shift('2026-03-02 09:00', '2026-03-02 12:00'),
    shift('2026-03-02 11:00', '2026-03-02 12:30'),
  ];
  const findings = findingsOf({ rule, duties });
  expect(findings.map(({ value }) => value)).toEqual([180, 90, 60]);
  expect(findings[2]!.duties).toEqual(['2026-03-02 09:00', '2026-03-02 11:00']);
  expect(findings[2]!.mend).toBe(
    'Start the later duty 1 h later, end the earlier one 1 h sooner, or give one to somebody else.',
  );
});

test('two duties at the same time are found whole', () => {
  const duties = [
    shift('2026-03-02 08:00', '2026-03-02 16:00'),
    shift('2026-03-02 08:00', '2026-03-02 16:00', { id: 'other' }),
  ];
  expect(valuesOf({ rule, duties })).toEqual([480]);
});

test('it is placed at the start of the later duty', () => {
  const before = [shift('2026-03-01 20:00', '2026-03-02 08:00'), shift('2026-03-01 23:59', '2026-03-02 06:00')];
  const inside = [shift('2026-03-01 20:00', '2026-03-02 08:00'), shift('2026-03-02 00:00', '2026-03-02 06:00')];
  expect(valuesOf({ rule, duties: before })).toEqual([]);
  expect(valuesOf({ rule, duties: inside })).toEqual([360]);
});
