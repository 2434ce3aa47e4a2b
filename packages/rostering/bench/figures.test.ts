import { expect, test } from 'vitest';
import { gapTo, median, secondsToCost } from './figures.ts';

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNull();
});

test('a run without a roster counts as worse than any cost', () => {
  expect(median([5, null, 4])).toBe(5);
  expect(median([null, null, 4])).toBeNull();
});

test('the time to a target is that of the first point at or below it', () => {
  const curve = [
    { seconds: 1, cost: null, bound: 90 },
    { seconds: 2, cost: 120, bound: 90 },
    { seconds: 3, cost: 100, bound: 95 },
    { seconds: 9, cost: 99, bound: 99 },
  ];
  expect(secondsToCost(curve, 100)).toBe(3);
  expect(secondsToCost(curve, 99.5)).toBe(9);
  expect(secondsToCost(curve, 98)).toBeNull();
});

test('the gap is a share of the best known cost', () => {
  expect(gapTo(200, 210)).toBeCloseTo(0.05);
  expect(gapTo(0, 3)).toBe(3);
});
