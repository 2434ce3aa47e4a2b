import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { bestOf } from './best.ts';
import { judgeOf } from './judge.ts';
import { fillingOrder, placeBest } from './place.ts';
import { problemOf } from './problem-data.ts';
import { randomFrom } from './random.ts';
import { annealing } from './search.ts';
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
      const best = bestOf(state);
      const step = annealing(state, () => best, { random: randomFrom(seed), stepsPerPlace: 20, share: () => 0.1 });
      for (let each = 0; each < 400; each++) step();
      expect(state.cost).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 20 },
  );
});

test('the best is the cheapest that was seen, a cold search hardly climbs, and lines stay in order', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (seed) => {
      const size = { seed, people: 8, from: '2026-10-19', days: 10, count: 1, pins: 3 };
      const t = tabulate(problemOf(inventedHospital(size)));
      const state = startState(t, judgeOf(t));
      for (const duty of fillingOrder(t)) placeBest(state, duty);
      const best = bestOf(state);
      const costs = [state.cost];
      let share = 0;
      const step = annealing(state, () => best, { random: randomFrom(seed), stepsPerPlace: 30, share: () => share });
      for (let each = 0; each < 800; each++) {
        share = each / 800;
        step();
        costs.push(state.cost);
      }
      expect(best.cost()).toBe(Math.min(...costs));
      share = 1;
      for (let each = 0; each < 64; each++) step();
      for (let each = 0; each < 200; each++) {
        const before = state.cost;
        step();
        expect(state.cost).toBeLessThan(before + 10);
      }
      for (const line of state.lines) {
        const starts = line.map((item) => t.item[item]!.start);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 10 },
  );
});
