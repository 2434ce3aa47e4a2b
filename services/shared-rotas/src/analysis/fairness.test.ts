import { expect, test } from 'vitest';
import { burdened, sharesOf } from './fairness.ts';
import type { Tally } from './tally.ts';

const someone = (name: string, changes: Partial<Tally> = {}): Tally => ({
  person: name,
  name,
  employers: [],
  grade: 'registrar',
  wte: 1,
  hours: 40,
  hereHours: 40,
  contracted: 40,
  nights: 0,
  weekends: 0,
  publicHolidays: 0,
  shortNotice: 0,
  withinWeek: 0,
  ...changes,
});

test('burdens are compared within a grade, per whole-time equivalent', () => {
  const people = [
    someone('a', { nights: 2 }),
    someone('b', { nights: 1, wte: 0.5 }),
    someone('c', { nights: 2 }),
    someone('nurse', { grade: 'nurse', nights: 9 }),
  ];
  expect(burdened(people)).toEqual([]);
  expect(sharesOf(people)).toEqual([
    { key: 'nights', name: 'Nights', grade: 'registrar', spread: { least: 2, median: 2, most: 2, gini: 0 } },
  ]);
});

test('who bears over twice what the middle one of the grade does is named; who does not work here is left out', () => {
  const people = [
    someone('a', { weekends: 1 }),
    someone('b', { weekends: 1 }),
    someone('c', { weekends: 4 }),
    someone('elsewhere', { weekends: 9, hereHours: 0 }),
  ];
  expect(burdened(people).map(({ tally, words }) => [tally.name, words])).toEqual([
    ['c', 'Weekends: 4 at 1 WTE; the middle one of the 3 registrar has 1 per WTE.'],
  ]);
});
