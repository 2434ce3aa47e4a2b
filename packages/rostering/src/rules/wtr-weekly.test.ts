import { expect, test } from 'vitest';
import { aFrame, at, aWorker, findingsOf, shift, shiftsOn, valuesOf } from '../testing.ts';

const rule = 'WTR-WEEKLY';
const person = aWorker();
/** 9 March 2026 is 57 fortnights after 1 January 2024. */
const frame = aFrame({ period: { from: '2026-03-09', to: '2026-03-23' } });
const daily = shiftsOn('2026-03-09', 14, ['08:00', '18:00']);

test('a fortnight without a day of rest holds none', () => {
  const [finding] = findingsOf({ rule, person, frame, duties: daily });
  expect(finding).toMatchObject({ value: 0, limit: 2, from: at('2026-03-09 00:00'), to: at('2026-03-23 00:00') });
});

test('24 h between shifts are one rest, a minute less is none', () => {
  const others = [...daily.slice(0, 4), ...daily.slice(6)];
  const with24 = [
    ...others,
    shift('2026-03-13 17:00', '2026-03-13 18:00'),
    shift('2026-03-14 18:00', '2026-03-14 19:00'),
  ];
  const less = [
    ...others,
    shift('2026-03-13 17:00', '2026-03-13 18:01'),
    shift('2026-03-14 18:00', '2026-03-14 19:00'),
  ];
  expect(valuesOf({ rule, person, frame, duties: with24 })).toEqual([1]);
  expect(valuesOf({ rule, person, frame, duties: less })).toEqual([0]);
});

test('48 h in one piece are enough, a minute less is one rest', () => {
  const others = [...daily.slice(0, 4), ...daily.slice(7), shift('2026-03-15 18:00', '2026-03-15 20:00')];
  const with48 = [...others, shift('2026-03-13 08:00', '2026-03-13 18:00')];
  const less = [...others, shift('2026-03-13 08:00', '2026-03-13 18:01')];
  expect(valuesOf({ rule, person, frame, duties: with48 })).toEqual([]);
  expect(valuesOf({ rule, person, frame, duties: less })).toEqual([1]);
});

test('two rests of 24 h apart are enough', () => {
  const duties = [...daily.slice(0, 3), ...daily.slice(4, 9), ...daily.slice(10)];
  expect(valuesOf({ rule, person, frame, duties })).toEqual([]);
});

test('rests are cut at the edges of the window', () => {
  const duties = [...daily.slice(1, 7), ...daily.slice(8)];
  expect(valuesOf({ rule, person, frame, duties })).toEqual([]);
  expect(valuesOf({ rule, person, frame, duties: [shift('2026-03-08 23:00', '2026-03-09 09:00'), ...duties] })).toEqual(
    [1],
  );
});

test('windows lie in what is known and touch the period, the first on Monday 1 January 2024', () => {
  const duties = shiftsOn('2026-02-16', 49, ['08:00', '18:00']);
  const froms = (known: { from: string; to: string }, period = { from: '2026-03-08', to: '2026-03-24' }) =>
    findingsOf({ rule, person, duties, frame: aFrame({ known, period }) }).map(({ from }) => from);
  const all = [at('2026-02-23 00:00'), at('2026-03-09 00:00'), at('2026-03-23 00:00')];
  expect(froms({ from: '2026-02-23', to: '2026-04-06' })).toEqual(all);
  expect(froms({ from: '2026-02-24', to: '2026-04-05' })).toEqual([all[1]]);
  expect(froms({ from: '2026-02-23', to: '2026-04-06' }, { from: '2026-03-09', to: '2026-03-23' })).toEqual([all[1]]);
  const early = aFrame({
    known: { from: '2023-11-01', to: '2024-02-01' },
    period: { from: '2023-12-01', to: '2024-01-16' },
  });
  const found = findingsOf({ rule, person, frame: early, duties: shiftsOn('2023-11-01', 90, ['08:00', '18:00']) });
  expect(found.map(({ from }) => from)).toEqual([at('2024-01-01 00:00'), at('2024-01-15 00:00')]);
});
