import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimalSet } from './minimal-set.ts';

/** A property that a set has when it holds one of these causes whole. */
const holdsOne = (causes: readonly (readonly number[])[]) => (items: readonly number[]) =>
  causes.some((cause) => cause.every((each) => items.includes(each)));
const all = Array.from({ length: 12 }, (_, index) => index);
const someCauses = fc.array(fc.uniqueArray(fc.nat(11), { maxLength: 6 }), { minLength: 1, maxLength: 5 });

test('what is left has the property, and nothing of it can be spared', () => {
  fc.assert(
    fc.property(someCauses, (causes) => {
      const holds = holdsOne(causes);
      const { items, isMinimal } = minimalSet(all, holds);
      expect(isMinimal).toBe(true);
      expect(holds(items)).toBe(true);
      for (const item of items) expect(holds(items.filter((each) => each !== item))).toBe(false);
    }),
    { numRuns: 500, seed: 6 },
  );
});

test('a small cause among many is found with few questions', () => {
  let asked = 0;
  const many = Array.from({ length: 400 }, (_, index) => index);
  const { items } = minimalSet(many, (some) => {
    asked++;
    return some.includes(17) && some.includes(303);
  });
  expect(items).toEqual([17, 303]);
  expect(asked).toBeLessThan(50);
});

test('when time is over, the answer has the property all the same', () => {
  let asked = 0;
  const holds = holdsOne([[3, 7]]);
  const { items, isMinimal } = minimalSet(all, holds, () => ++asked > 2);
  expect(isMinimal).toBe(false);
  expect(holds(items)).toBe(true);
});
