import { expect, test } from 'vitest';
import type { Duty } from '../model.ts';
import { aFrame, anEmployment, aResident, at, findingsOf, onCall, shift, shiftsOn, valuesOf } from '../testing.ts';
import { addDays } from '../zone.ts';

const rule = 'RD-AVG48';
/** Six weeks with 52 h of work in all but the last, which has 28: without leave exactly 48 a week. */
const without = (optOut48 = false) =>
  aResident({ optOut48, employments: [anEmployment('EN-RD-2016', { annualLeaveDays: 0 })] });
const weeks = (hours: string, count: number): Duty[] =>
  Array.from({ length: count }, (_, week) => shiftsOn(addDays('2026-03-02', week * 7), 4, ['08:00', hours])).flat();
const oneMinute = shift('2026-03-07 08:00', '2026-03-07 08:01');

test('48 h a week pass, a minute more does not', () => {
  expect(valuesOf({ rule, person: without(), duties: weeks('20:00', 6) })).toEqual([]);
  const [finding] = findingsOf({ rule, person: without(), duties: [...weeks('20:00', 6), oneMinute] });
  expect(finding!.value).toBeCloseTo(48 + 1 / 360, 9);
  expect(finding).toMatchObject({ limit: 48, from: at('2026-03-02 00:00'), to: at('2026-04-13 00:00') });
  expect(finding!.mend).toBe('Take 1 min of work out of the period.');
});

test('with an opt-out 56 h pass, a minute more does not', () => {
  expect(valuesOf({ rule, person: without(true), duties: weeks('22:00', 6) })).toEqual([]);
  expect(valuesOf({ rule, person: without(true), duties: [...weeks('22:00', 6), oneMinute] })[0]).toBeCloseTo(
    56 + 1 / 360,
    9,
  );
});

test('a rota legal before leave can fail after it', () => {
  const duties = weeks('19:58', 6);
  expect(valuesOf({ rule, person: without(), duties })).toEqual([]);
  const d = (6 * 4 * (11 * 60 + 58)) / 60;
  const e = (27 * 6) / 52;
  expect(valuesOf({ rule, duties: [...duties, shift('2026-03-07 08:00', '2026-03-07 20:00')] })[0]).toBeCloseTo(
    (d + 12 - e * 8) / (6 - e / 5),
    9,
  );
});

test('leave of a whole number of days leaves an exact limit', () => {
  // A = 26: E = 3 days, F = 0.6 weeks, G = 24 h; 48 × 5.4 + 24 = 283.2 h = 283 h 12.
  const person = aResident({ employments: [anEmployment('EN-RD-2016', { annualLeaveDays: 26 })] });
  const duties = [...weeks('19:00', 6), shift('2026-03-07 00:00', '2026-03-07 19:12')];
  expect(valuesOf({ rule, person, duties })).toEqual([]);
  expect(valuesOf({ rule, person, duties: [...duties, oneMinute] })).toEqual([]);
  expect(valuesOf({ rule, person, duties: [...duties, shift('2026-03-06 08:00', '2026-03-06 08:01')] })).toHaveLength(
    1,
  );
});

test('the largest leave of several employments of the pack counts, that of other packs does not', () => {
  const person = (first: number, second: number) =>
    aResident({
      employments: [
        anEmployment('EN-RD-2016', { annualLeaveDays: first }),
        anEmployment('EN-RD-2016', { annualLeaveDays: second, employer: 'RX2' }),
        anEmployment('WTR', { annualLeaveDays: 99, employer: 'RX3' }),
      ],
    });
  const duties = [...weeks('20:00', 6), oneMinute];
  expect(valuesOf({ rule, person: person(0, 26), duties })).toEqual(valuesOf({ rule, person: person(26, 10), duties }));
  expect(valuesOf({ rule, person: person(0, 26), duties })).not.toEqual(
    valuesOf({ rule, person: person(0, 0), duties }),
  );
});

test('only work in the period counts, cut at its midnights; of on-call what is expected', () => {
  const duties = [
    ...weeks('20:00', 6),
    shift('2026-03-01 08:00', '2026-03-02 00:00'),
    shift('2026-04-13 00:00', '2026-04-13 08:00'),
  ];
  expect(valuesOf({ rule, person: without(), duties })).toEqual([]);
  const over = shift('2026-03-01 18:00', '2026-03-02 01:00');
  expect(valuesOf({ rule, person: without(), duties: [...weeks('20:00', 6), over] })[0]).toBeCloseTo(48 + 1 / 6, 9);
  const call = onCall('2026-03-07 08:00', '2026-03-08 08:00', { expectedWorkMinutes: 60 });
  expect(valuesOf({ rule, person: without(), duties: [...weeks('20:00', 6), call] })[0]).toBeCloseTo(48 + 1 / 6, 9);
});

test('leave of the whole year leaves nothing to average', () => {
  const person = aResident({ employments: [anEmployment('EN-RD-2016', { annualLeaveDays: 260 })] });
  expect(valuesOf({ rule, person, duties: weeks('20:00', 6), frame: aFrame() })).toEqual([]);
});
