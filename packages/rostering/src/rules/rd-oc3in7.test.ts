import { expect, test } from 'vitest';
import { at, findingsOf, onCall, valuesOf } from '../testing.ts';

const rule = 'RD-OC3IN7';
const calls = (...days: string[]) => days.map((day) => onCall(`${day} 18:00`, `${day} 22:00`));

test('3 on-call periods in 7 days pass, 4 do not', () => {
  expect(valuesOf({ rule, duties: calls('2026-03-03', '2026-03-05', '2026-03-07') })).toEqual([]);
  const findings = findingsOf({ rule, duties: calls('2026-03-03', '2026-03-05', '2026-03-07', '2026-03-09') });
  expect(findings).toMatchObject([{ value: 4, limit: 3, from: at('2026-03-03 00:00'), to: at('2026-03-10 00:00') }]);
  expect(findings[0]!.mend).toBe('Give 1 of these on-call periods to somebody else.');
});

test('the eighth day is outside', () => {
  expect(valuesOf({ rule, duties: calls('2026-03-03', '2026-03-05', '2026-03-07', '2026-03-10') })).toEqual([]);
});

test('periods count, not dates', () => {
  const twice = onCall('2026-03-07 08:00', '2026-03-07 12:00');
  expect(valuesOf({ rule, duties: [...calls('2026-03-03', '2026-03-05', '2026-03-07'), twice] })).toEqual([4]);
});

test('windows whose first date lies in the period count, with what lies after it', () => {
  expect(valuesOf({ rule, duties: calls('2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04') })).toEqual([]);
  expect(valuesOf({ rule, duties: calls('2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05') })).toEqual([4]);
  const after = ['2026-04-13', '2026-04-14', '2026-04-15', '2026-04-18'];
  expect(valuesOf({ rule, duties: calls(...after) })).toEqual([4]);
  expect(valuesOf({ rule, duties: calls('2026-04-13', '2026-04-14', '2026-04-15', '2026-04-19') })).toEqual([]);
});

test('the most of several windows is among the findings', () => {
  const duties = calls('2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-10', '2026-03-11');
  expect(Math.max(...valuesOf({ rule, duties }))).toBe(4);
  expect(Math.max(...valuesOf({ rule, duties: [...duties, ...calls('2026-03-09')] }))).toBe(5);
});
