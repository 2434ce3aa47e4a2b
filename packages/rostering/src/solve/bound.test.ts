import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { boundOf } from './bound.ts';
import { judgeOf } from './judge.ts';
import { problemOf } from './problem-data.ts';
import { solve } from './solve.ts';
import { type State, startState, trySwaps } from './state.ts';
import { tabulate } from './tables.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The least cost of all rosters that the rules let stand, found by trying them all; places may stay empty. */
function leastCost(state: State, from = 0): number {
  let least = state.cost;
  const { t } = state;
  for (let pair = from; pair < t.duties * t.people; pair++) {
    const [duty, person] = [Math.floor(pair / t.people), pair % t.people];
    if (t.isCandidate[pair] === 0 || state.openAt[duty]! < 0 || state.lines[person]!.includes(duty)) continue;
    if (!trySwaps(state, [{ person, outs: [], ins: [duty] }], Number.POSITIVE_INFINITY)) continue;
    least = Math.min(least, leastCost(state, pair + 1));
    trySwaps(state, [{ person, outs: [duty], ins: [] }], Number.POSITIVE_INFINITY);
  }
  return least;
}

const tiny = fc
  .record({ seed: fc.nat(1_000_000), people: fc.integer({ min: 0, max: 3 }), pins: fc.integer({ min: 0, max: 2 }) })
  .chain(({ seed, people, pins }) =>
    fc.record({
      hospital: fc.constant(inventedHospital({ seed, people, pins, from: '2026-03-28', days: 2, count: 1 })),
      gapCost: fc.constantFrom(0, 3, 200, 5000),
      most: fc.integer({ min: 1, max: 6 }),
    }),
  )
  .map(({ hospital, gapCost, most }) => {
    const pinned = new Set(hospital.pins.map(({ duty }) => duty));
    const chosen = hospital.duties.filter(({ id }, at) => pinned.has(id) || at < most);
    const duties = chosen.map((duty, at) => ({ ...duty, gapCost: gapCost + at }));
    return problemOf({ ...hospital, duties });
  });

test('no roster costs less than the bound, however often it is improved and whatever roster it begins with', () => {
  let proven = 0;
  fc.assert(
    fc.property(tiny, fc.boolean(), (problem, isFromNothing) => {
      const t = tabulate(problem);
      const least = leastCost(startState(t, judgeOf(t)));
      const bound = boundOf(t);
      const lines = isFromNothing ? t.fixed.map(() => []) : t.fixed;
      let before = 0;
      for (let round = 0; round < 60; round++) {
        bound.improve(round % 2 === 0 ? least : least + 1000, lines);
        expect(bound.value()).toBeGreaterThanOrEqual(before);
        expect(bound.value()).toBeLessThanOrEqual(least);
        before = bound.value();
      }
      if (before === least) proven++;
    }),
    { numRuns: 150 },
  );
  expect(proven).toBeGreaterThan(0);
});

test('the bound of a search is at most its cost, and a search ends when they meet', async () => {
  const one = problemOf(inventedHospital({ seed: 5, people: 6, from: '2026-03-02', days: 10, count: 1, pins: 0 }));
  let last = { bound: null as number | null, cost: 0, step: 0 };
  await solve(one, { seed: 1, steps: 3000, onProgress: (progress) => (last = progress) });
  expect(last.bound).toBeGreaterThan(0);
  expect(last.bound).toBeLessThanOrEqual(last.cost);
  const alone = { ...one, people: [], duties: one.duties.map((duty) => ({ ...duty, eligible: [] })) };
  await solve(alone, { seed: 1, steps: 1_000_000_000, onProgress: (progress) => (last = progress) });
  expect(last).toMatchObject({ bound: last.cost, step: 0 });
});
