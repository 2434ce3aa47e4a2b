import { expect, test } from 'vitest';
import { anEmployment, aResident, at, aWorker, findingsOf, onCall, shift, shiftsOn, valuesOf } from '../testing.ts';

const rule = 'RD-72';
const worst = (duties: ReturnType<typeof shiftsOn>) => Math.max(...valuesOf({ rule, duties }));
const sixOf12 = shiftsOn('2026-03-03', 6, ['08:00', '20:00']);

test('72 h in 168 pass, a minute more does not', () => {
  expect(valuesOf({ rule, duties: sixOf12 })).toEqual([]);
  const findings = findingsOf({ rule, duties: [...sixOf12, shift('2026-03-09 08:00', '2026-03-09 08:01')] });
  expect(Math.max(...findings.map(({ value }) => value))).toBeCloseTo(72 + 1 / 60, 9);
  expect(findings[0]!.mend).toBe('Take 1 min of work out of these 168 hours.');
});

test('a seventh shift counts only as far as it lies in the window', () => {
  expect(worst([...sixOf12, shift('2026-03-10 06:00', '2026-03-10 18:00')])).toBe(74);
  expect(valuesOf({ rule, duties: [...sixOf12, shift('2026-03-10 08:00', '2026-03-10 20:00')] })).toEqual([]);
});

test('hours of two employers are added', () => {
  const employments = [anEmployment('EN-RD-2016'), anEmployment('WTR', { employer: 'RX2' })];
  const atA = shiftsOn('2026-03-02', 4, ['08:00', '18:00']);
  const atB = [...shiftsOn('2026-03-06', 2, ['08:00', '20:00']), shift('2026-03-08 08:00', '2026-03-08 18:00')];
  expect(valuesOf({ rule, person: aResident({ employments }), duties: atA })).toEqual([]);
  expect(valuesOf({ rule, person: aResident({ employments }), duties: atB })).toEqual([]);
  expect(Math.max(...valuesOf({ rule, person: aResident({ employments }), duties: [...atA, ...atB] }))).toBe(74);
});

test('of on-call only the expected work counts, and time covered twice counts once', () => {
  const call = (expectedWorkMinutes: number) => onCall('2026-03-02 08:00', '2026-03-03 08:00', { expectedWorkMinutes });
  expect(valuesOf({ rule, duties: [...sixOf12, call(0)] })).toEqual([]);
  expect(worst([...sixOf12, call(60)])).toBe(73);
  expect(
    valuesOf({
      rule,
      duties: [...sixOf12, onCall('2026-03-03 08:00', '2026-03-04 08:00', { expectedWorkMinutes: 720 })],
    }),
  ).toEqual([]);
});

test('every window that touches the period counts, however little', () => {
  const seven = (first: string) => findingsOf({ rule, duties: shiftsOn(first, 7, ['08:00', '20:00']) });
  expect(seven('2026-02-22')).toEqual([]);
  expect(seven('2026-02-23')).toMatchObject([{ value: 84, from: at('2026-02-23 08:00'), to: at('2026-03-02 08:00') }]);
});

test('a window that only ends with a stretch of work may be the one that touches', () => {
  const found = findingsOf({ rule, duties: shiftsOn('2026-04-13', 7, ['08:00', '20:00']) });
  expect(found).toMatchObject([{ value: 84, from: at('2026-04-12 20:00'), to: at('2026-04-19 20:00') }]);
  expect(findingsOf({ rule, duties: shiftsOn('2026-04-14', 7, ['08:00', '20:00']) })).toEqual([]);
});

test('windows are 168 lived hours when the clocks change', () => {
  const duties = [...shiftsOn('2026-03-24', 6, ['08:00', '20:00']), shift('2026-03-31 08:00', '2026-03-31 09:00')];
  expect(worst(duties)).toBe(73);
  expect(
    valuesOf({
      rule,
      duties: [...shiftsOn('2026-03-23', 6, ['08:00', '20:00']), shift('2026-03-30 09:00', '2026-03-30 10:00')],
    }),
  ).toEqual([]);
});

test('whoever has no employment of the pack is not judged', () => {
  const duties = shiftsOn('2026-03-03', 7, ['08:00', '20:00']);
  expect(valuesOf({ rule, person: aWorker(), duties })).toEqual([]);
});
