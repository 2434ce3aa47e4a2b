import { describe, expect, test } from 'vitest';
import { costOfLine } from '../testing/cost-of-line.ts';
import { type Total, total, weekendWorked } from './total.ts';

const HARD = Number.POSITIVE_INFINITY;
const hard = {
  id: 'SUM',
  words: 'Sum',
  add: () => 1,
  before: 0,
  min: 2,
  max: 3,
  perUnder: HARD,
  perOver: HARD,
  most: 7,
};
const cost = (rule: Partial<Total>, text: string, options = {}) =>
  costOfLine([total({ ...hard, ...rule })], text, options);

test('exactly the least and exactly the most are kept, one less and one more are not', () => {
  expect(['-D-', 'D-D', 'DDD', 'DDDD'].map((text) => cost({}, text))).toEqual([HARD, 0, 0, HARD]);
});

test('a soft sum costs for each unit under and over', () => {
  const soft = { perUnder: 20, perOver: 3 };
  expect(['---', '-D-', 'DD', 'DDD', 'DDDDDD'].map((text) => cost(soft, text))).toEqual([40, 20, 0, 0, 9]);
});

test('codes weigh what they weigh', () => {
  const minutes = { add: (code: number) => [2, 3, 5][code]!, min: 5, max: 6, most: 35 };
  expect(['N', 'ED', 'EEE', 'DD', 'EE', 'NE'].map((text) => cost(minutes, text))).toEqual([0, 0, 0, 0, HARD, HARD]);
});

test('what was before day 0 counts', () => {
  expect(cost({ before: 2 }, '-D')).toBe(0);
  expect(cost({ before: 2 }, 'DD')).toBe(HARD);
  expect(cost({ before: 5, perOver: 1, most: 12 }, 'D-')).toBe(3);
  expect(cost({ before: 5 }, '--')).toBe(HARD);
});

test('a least that nobody can reach is broken by every line', () => {
  expect(cost({ min: 9, max: 20, most: 7 }, 'DDDDDDD')).toBe(HARD);
});

describe('weekends', () => {
  const weekends = (max: number) => ({ add: weekendWorked, min: 0, max, most: 2 });

  test('a Saturday, a Sunday or both make one', () => {
    expect(cost(weekends(1), '-----D-DDDDD--')).toBe(0);
    expect(cost(weekends(1), '------DDDDDD--')).toBe(0);
    expect(cost(weekends(1), '-----DD-----D-')).toBe(HARD);
    expect(cost(weekends(0), '------D')).toBe(HARD);
    expect(cost(weekends(0), 'DDDDD--')).toBe(0);
    expect(cost(weekends(2), 'DDDDDDDDDDDDDD')).toBe(0);
  });

  test('a Sunday after a Saturday that was worked before day 0 makes none', () => {
    expect(cost(weekends(0), 'D', { firstKind: 6, workedBefore: true })).toBe(0);
    expect(cost(weekends(0), 'D', { firstKind: 6 })).toBe(HARD);
  });
});
