import { expect, test } from 'vitest';
import { placeOf, planOf } from './plan.ts';
import type { Benchmark } from './read.ts';

const benchmark: Benchmark = {
  horizon: 21,
  shifts: [
    { id: 'E', minutes: 480, notBefore: [] },
    { id: 'N', minutes: 600, notBefore: ['E'] },
  ],
  staff: [
    {
      id: 'A',
      most: new Map([
        ['E', 21],
        ['N', 21],
      ]),
      minMinutes: 0,
      maxMinutes: 7200,
      daysOff: [0, 1, 5],
    },
    {
      id: 'B',
      most: new Map([
        ['E', 4],
        ['N', 0],
      ]),
      minMinutes: 0,
      maxMinutes: 3600,
      daysOff: [],
    },
  ],
  cover: [
    { day: 0, shift: 'E', count: 2 },
    { day: 7, shift: 'E', count: 2 },
    { day: 14, shift: 'E', count: 1 },
    { day: 6, shift: 'N', count: 1 },
    { day: 13, shift: 'N', count: 0 },
  ],
  requests: 3,
};
const place = placeOf('Instance 7b', undefined, '2027-01-04');

test('an instance gets codes and a rota of its own', () => {
  expect(place).toMatchObject({ organisation: 'XANCE7B', site: 'XANCE7B01', rota: 'benchmark-instance-7b' });
  expect(placeOf('1', 'mine', '2027-01-04')).toMatchObject({ organisation: 'X1X', rota: 'mine' });
});

test('cover becomes demand for as long as its number stays, and nothing where nobody is needed', () => {
  const { templates, period } = planOf(benchmark, place);
  expect(period).toEqual({ from: '2027-01-04', to: '2027-01-25' });
  expect(templates.map(({ code, count, weekdays, from, to }) => ({ code, count, weekdays, from, to }))).toEqual([
    { code: 'E', count: 2, weekdays: [1], from: '2027-01-04', to: '2027-01-12' },
    { code: 'E', count: 1, weekdays: [1], from: '2027-01-18', to: '2027-01-19' },
    { code: 'N', count: 1, weekdays: [7], from: '2027-01-10', to: '2027-01-11' },
  ]);
});

test('a shift that somebody never works asks for a skill that they do not have', () => {
  const { people, templates } = planOf(benchmark, place);
  expect(people.map(({ employments }) => employments[0]?.skills)).toEqual([['N'], []]);
  expect(templates.map(({ code, skill }) => [code, skill])).toEqual([
    ['E', null],
    ['E', null],
    ['N', 'N'],
  ]);
});

test('fixed days off become leave of kind other, one for each run of days; hours become a share of full time', () => {
  const [a, b] = planOf(benchmark, place).people;
  expect(a?.leave.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ['other', '2027-01-04', '2027-01-06'],
    ['other', '2027-01-09', '2027-01-10'],
  ]);
  expect(a?.employments[0]).toMatchObject({ pack: 'WTR', wte: 1 });
  expect(b?.employments[0]).toMatchObject({ pack: 'WTR', wte: 0.5 });
});

test('what has no place here is told', () => {
  const { notMapped } = planOf(benchmark, place);
  expect(notMapped).toContain('3 wishes for or against a shift on a day.');
  expect(notMapped).toContain('1 person may work some shifts a certain number of times only.');
});
