import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { bestOf } from './best.ts';
import { judgeOf } from './judge.ts';
import { fillingOrder, placeBest } from './place.ts';
import { problemOf } from './problem-data.ts';
import { randomFrom } from './random.ts';
import { lateAcceptance } from './search.ts';
import { startState } from './state.ts';
import { tabulate } from './tables.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 60_000 });

test('the kept cost equals the full cost after every change', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 2 }), (seed, count) => {
      const size = { seed, people: 10, from: '2026-03-23', days: 10, count, pins: 5 };
      const t = tabulate(problemOf(inventedHospital(size)));
      const state = startState(t, judgeOf(t));
      state.assertCost = true;
      for (const duty of fillingOrder(t)) placeBest(state, duty);
      const step = lateAcceptance(state, bestOf(state), randomFrom(seed));
      for (let each = 0; each < 400; each++) step();
      expect(state.cost).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 20 },
  );
});

test('a step costs no more than the present roster or the one of 300 steps ago, and lines stay in order', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (seed) => {
      const size = { seed, people: 8, from: '2026-10-19', days: 10, count: 1, pins: 3 };
      const t = tabulate(problemOf(inventedHospital(size)));
      const state = startState(t, judgeOf(t));
      for (const duty of fillingOrder(t)) placeBest(state, duty);
      const best = bestOf(state);
      const costs = [state.cost];
      const step = lateAcceptance(state, best, randomFrom(seed));
      for (let each = 0; each < 800; each++) {
        step();
        const earlier = costs[Math.max(0, costs.length - 300)]!;
        expect(state.cost).toBeLessThanOrEqual(Math.max(costs.at(-1)!, earlier));
        costs.push(state.cost);
      }
      expect(best.cost()).toBe(Math.min(...costs));
      for (const line of state.lines) {
        const starts = line.map((item) => t.item[item]!.start);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 10 },
  );
});
