import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadOf } from './spread.ts';

test('equal shares have no spread, and one who has all has nearly 1', () => {
  expect(spreadOf([])).toBeNull();
  expect(spreadOf([3, 3, 3])).toEqual({ least: 3, median: 3, most: 3, gini: 0 });
  expect(spreadOf([0, 0, 0, 8])).toEqual({ least: 0, median: 0, most: 8, gini: 0.75 });
  expect(spreadOf([0, 0])).toEqual({ least: 0, median: 0, most: 0, gini: 0 });
});

test('order and unit do not matter to the coefficient, which lies between 0 and 1', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100), { minLength: 1, maxLength: 30 }), (values) => {
      const { gini } = spreadOf(values)!;
      expect(gini).toBeGreaterThanOrEqual(0);
      expect(gini).toBeLessThan(1);
      expect(spreadOf([...values].reverse().map((value) => value * 10))!.gini).toBe(gini);
    }),
  );
});
