import { expect, test } from 'vitest';
import { aFrame, aWorker, findingsOf, shift, valuesOf } from '../testing.ts';

const rule = 'WTR-DAILY';
const person = aWorker();

test('13 h of work leave 11 h of the day, a minute more does not', () => {
  expect(valuesOf({ rule, person, duties: [shift('2026-03-02 08:00', '2026-03-02 21:00')] })).toEqual([]);
  const [finding] = findingsOf({ rule, person, duties: [shift('2026-03-02 08:00', '2026-03-02 21:01')] });
  expect(finding!.value).toBeCloseTo(11 - 1 / 60, 9);
  expect(finding!.mend).toBe('Make the longest rest in these 24 hours 1 min longer.');
});

test('the longest stretch counts, before, between or after other spells of the 24 h', () => {
  const first = shift('2026-03-02 08:00', '2026-03-02 10:00');
  const between = [first, shift('2026-03-02 21:00', '2026-03-03 08:00')];
  const short = [first, shift('2026-03-02 20:59', '2026-03-03 08:00')];
  expect(valuesOf({ rule, person, duties: between })).toEqual([]);
  expect(valuesOf({ rule, person, duties: short })[0]).toBeCloseTo(10 + 59 / 60, 9);
});

test('a spell that begins within the 24 h cuts the rest though it ends outside', () => {
  const duties = [shift('2026-03-02 08:00', '2026-03-02 20:00'), shift('2026-03-03 06:00', '2026-03-03 12:00')];
  expect(findingsOf({ rule, person, duties })).toMatchObject([
    { value: 10, duties: ['2026-03-02 08:00', '2026-03-03 06:00'] },
  ]);
});

test('a spell of a day and more leaves nothing', () => {
  expect(valuesOf({ rule, person, duties: [shift('2026-03-02 08:00', '2026-03-03 09:00')] })).toEqual([0]);
});

test('travel is not taken out of this rest', () => {
  const frame = aFrame({ travelMinutes: () => 60 });
  const duties = [
    shift('2026-03-02 08:00', '2026-03-02 20:00'),
    shift('2026-03-03 07:00', '2026-03-03 12:00', { site: 'B' }),
  ];
  expect(valuesOf({ rule, person, frame, duties })).toEqual([]);
});

test('it is placed at the start of the spell', () => {
  expect(valuesOf({ rule, person, duties: [shift('2026-03-01 23:59', '2026-03-02 20:00')] })).toEqual([]);
  expect(valuesOf({ rule, person, duties: [shift('2026-03-02 00:00', '2026-03-02 20:00')] })).toEqual([4]);
});

test('a night of 13 lived hours in October leaves 11', () => {
  const frame = aFrame({
    period: { from: '2026-10-19', to: '2026-10-26' },
    known: { from: '2026-10-01', to: '2026-11-30' },
  });
  expect(valuesOf({ rule, person, frame, duties: [shift('2026-10-24 20:00', '2026-10-25 08:00')] })).toEqual([]);
  expect(valuesOf({ rule, person, frame, duties: [shift('2026-10-24 20:00', '2026-10-25 08:01')] })).toHaveLength(1);
});
