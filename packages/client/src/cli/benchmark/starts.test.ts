import { expect, test } from 'vitest';
import { startsOf } from './starts.ts';

const shift = (id: string, minutes: number, ...notBefore: string[]) => ({ id, minutes, notBefore });
const restOf = (at: ReadonlyMap<string, number>, one: { id: string; minutes: number }, next: string) =>
  (at.get(next) ?? 0) + 1440 - ((at.get(one.id) ?? 0) + one.minutes);

test('one shift starts at eight', () => {
  expect(startsOf([shift('D', 480)])).toEqual({ at: new Map([['D', 480]]), notKept: [] });
});

test('early, late and night: what is forbidden rests less than 11 hours, what is allowed 11 or more', () => {
  const shifts = [shift('E', 480), shift('L', 480, 'E'), shift('N', 600, 'E', 'L')];
  const { at, notKept } = startsOf(shifts);
  expect(notKept).toEqual([]);
  for (const one of shifts)
    for (const { id } of shifts)
      expect(restOf(at, one, id) < 660, `${one.id} then ${id}`).toBe(one.notBefore.includes(id));
});

test('a succession that no times can forbid is told', () => {
  const { notKept } = startsOf([shift('A', 60, 'A')]);
  expect(notKept).toEqual([{ shift: 'A', next: 'A' }]);
});

test('of every set of rules between three shifts it tells exactly what it does not keep, the same each time', () => {
  const ids = ['A', 'B', 'C'];
  for (let rules = 0; rules < 2 ** 9; rules++) {
    const shifts = ids.map((id, i) => shift(id, 420 + 90 * i, ...ids.filter((_, j) => (rules >> (3 * i + j)) & 1)));
    const { at, notKept } = startsOf(shifts);
    expect(startsOf(shifts)).toEqual({ at, notKept });
    const broken = shifts.flatMap((one) =>
      one.notBefore.filter((next) => restOf(at, one, next) >= 660).map((next) => ({ shift: one.id, next })),
    );
    expect(notKept).toEqual(broken);
  }
});
