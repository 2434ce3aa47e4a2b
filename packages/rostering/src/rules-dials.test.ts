import { expect, test } from 'vitest';
import { rulesDials } from './rules-dials.ts';
import { aFrame, aResident, at, shift } from './testing.ts';

const person = aResident();
const week = ['02', '03', '04', '05'].map((day) => shift(`2026-03-${day} 08:00`, `2026-03-${day} 20:00`));

test('the 168 hours are counted until now, and until the end of each day to come', () => {
  const { rolling } = rulesDials(aFrame(), { person, duties: week }, at('2026-03-03 12:00'));
  expect(rolling).toMatchObject({ hours: 16, limit: 72, rule: { id: 'RD-72' } });
  expect(rolling?.ahead.slice(0, 9).map(({ hours }) => hours)).toEqual([24, 36, 48, 48, 48, 48, 36, 24, 12]);
  expect(rolling?.ahead[0]?.date).toBe('2026-03-03');
});

test('rest before the next duty is told with the rule that asks for it, 46 hours after nights', () => {
  const duties = [
    shift('2026-03-02 08:00', '2026-03-02 20:00'),
    shift('2026-03-03 20:00', '2026-03-04 08:00'),
    shift('2026-03-06 08:00', '2026-03-06 16:00'),
  ];
  const restAt = (now: string) => rulesDials(aFrame(), { person, duties }, at(now)).rest;
  expect(restAt('2026-03-03 00:00')).toMatchObject({ hours: 24, limit: 11, rule: { id: 'RD-REST11' } });
  expect(restAt('2026-03-04 09:00')).toMatchObject({ hours: 48, limit: 46, rule: { id: 'RD-NIGHT-REST' } });
  expect(restAt('2026-03-07 09:00')).toBeNull();
});

test('the average is that of the fullest reference period that holds today', () => {
  const { average } = rulesDials(
    aFrame({ known: { from: '2025-09-01', to: '2026-09-07' } }),
    { person, duties: week },
    at('2026-03-03 12:00'),
  );
  expect(average?.weeks).toBe(26);
  expect(average?.limit).toBe(48);
  expect(average?.hoursPerWeek).toBeCloseTo(48 / 26, 6);
  expect((average?.from ?? '') <= '2026-03-03' && '2026-03-03' < (average?.to ?? '')).toBe(true);
});

test('nights in a row are those under way or next, with the rest that follows them', () => {
  const duties = ['02', '03', '04'].map((day) => shift(`2026-03-${day} 20:00`, `2026-03-0${Number(day) + 1} 08:00`));
  const nightsAt = (now: string) => rulesDials(aFrame(), { person, duties }, at(now)).nights;
  expect(nightsAt('2026-03-03 12:00')).toMatchObject({
    limit: 4,
    run: { inARow: 3, from: '2026-03-02', to: '2026-03-04', restUntil: at('2026-03-07 06:00') },
    rule: { id: 'RD-NIGHT4' },
  });
  expect(nightsAt('2026-03-20 12:00')).toMatchObject({ limit: 4, run: null });
});

test('where only the working time regulations hold, nothing is said of 168 hours or of nights', () => {
  const nurse = { ...person, employments: [{ ...person.employments[0]!, pack: 'WTR' as const }] };
  const dials = rulesDials(aFrame(), { person: nurse, duties: week }, at('2026-03-03 12:00'));
  expect([dials.rolling, dials.nights]).toEqual([null, null]);
  expect(dials.rest?.rule.id).toBe('WTR-DAILY');
  expect(dials.average).toMatchObject({ weeks: 17, limit: 48 });
});
