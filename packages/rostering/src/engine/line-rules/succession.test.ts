import { expect, test } from 'vitest';
import { OFF } from '../instance.ts';
import { costOfLine } from '../testing/cost-of-line.ts';
import { succession } from './succession.ts';

const HARD = Number.POSITIVE_INFINITY;
/** No code may follow a later one: E after D or N, D after N. */
const rule = (cost = HARD, before = OFF) =>
  succession({ id: 'NEXT', words: 'Next', codes: 3, forbids: (first, second) => second < first, cost, before });

test('what is not forbidden may follow', () => {
  expect(costOfLine([rule()], 'EEDDNN')).toBe(0);
});

test.each(['DE', 'NE', 'ND', 'EEDE', '--ND'])('%s is broken', (text) => {
  expect(costOfLine([rule()], text)).toBe(HARD);
});

test('a day off between makes anything allowed', () => {
  expect(costOfLine([rule()], 'N-E-D')).toBe(0);
});

test('a soft rule costs once for each pair', () => {
  expect(costOfLine([rule(7)], 'NENDE')).toBe(21);
});

test('the day before day 0 counts', () => {
  expect(costOfLine([rule(HARD, 2)], 'E')).toBe(HARD);
  expect(costOfLine([rule(HARD, 2)], 'N')).toBe(0);
  expect(costOfLine([rule(HARD, 2)], '-E')).toBe(0);
  expect(costOfLine([rule(HARD, 0)], 'E')).toBe(0);
});
