import { expect, test } from 'vitest';
import { isSameData } from './same-data.ts';

test.each([
  [{ a: 1, b: [null, 'x'] }, { b: [null, 'x'], a: 1 }, true],
  [{ a: 1 }, { a: 2 }, false],
  [{ a: null }, {}, false],
  [{}, [], false],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [null, {}, false],
])('%j and %j', (a, b, same) => {
  expect(isSameData(a, b)).toBe(same);
  expect(isSameData(b, a)).toBe(same);
});
