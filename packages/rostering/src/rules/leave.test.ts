import { expect, test } from 'vitest';
import { aResident, findingsOf, onCall, shift, valuesOf } from '../testing.ts';

const rule = 'LEAVE';
const person = aResident({ leave: [{ kind: 'study', from: '2026-03-16', to: '2026-03-18' }] });

test('a duty may end at the midnight on which leave begins, and begin when it ends', () => {
  const duties = [shift('2026-03-15 16:00', '2026-03-16 00:00'), shift('2026-03-18 00:00', '2026-03-18 08:00')];
  expect(valuesOf({ rule, person, duties })).toEqual([]);
});

test('minutes on days of leave are counted, of shifts and of on-call, of every kind of leave', () => {
  const duties = [shift('2026-03-15 16:00', '2026-03-16 00:01'), onCall('2026-03-17 23:30', '2026-03-18 08:00')];
  const findings = findingsOf({ rule, person, duties });
  expect(findings.map(({ value }) => value)).toEqual([1, 30]);
  expect(findings.map(({ mend }) => mend)).toEqual([
    'End the duty 1 min sooner, or give it to somebody else.',
    'Start the duty 30 min later, or give it to somebody else.',
  ]);
});

test('a duty inside leave can only be given away', () => {
  const [finding] = findingsOf({ rule, person, duties: [shift('2026-03-16 08:00', '2026-03-16 16:00')] });
  expect(finding).toMatchObject({ value: 480, mend: 'Give the duty to somebody else, or move the leave.' });
});

test('a day that two leaves name counts once', () => {
  const leave = [
    { kind: 'annual', from: '2026-03-16', to: '2026-03-19' },
    { kind: 'sick', from: '2026-03-17', to: '2026-03-18' },
  ] as const;
  const duties = [shift('2026-03-17 08:00', '2026-03-17 16:00')];
  expect(valuesOf({ rule, person: aResident({ leave }), duties })).toEqual([480]);
});

test('a day of leave on which the clocks go forward has 23 hours', () => {
  const leave = [{ kind: 'annual', from: '2026-03-29', to: '2026-03-30' }] as const;
  const duties = [onCall('2026-03-28 12:00', '2026-03-30 12:00')];
  expect(valuesOf({ rule, person: aResident({ leave }), duties })).toEqual([23 * 60]);
});

test('it is placed at the start of the duty', () => {
  const leave = [{ kind: 'annual', from: '2026-03-02', to: '2026-03-09' }] as const;
  const duties = [shift('2026-03-01 20:00', '2026-03-02 08:00')];
  expect(valuesOf({ rule, person: aResident({ leave }), duties })).toEqual([]);
});
