import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { problemOf } from './problem-data.ts';
import { solve } from './solve.ts';
import { costInWords } from './testing/cost-in-words.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 60_000 });

test('the cost of a roster is that of its gaps and aims, counted apart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), fc.constantFrom('2026-03-23', '2026-10-19'), async (seed, from) => {
      // No pins: duties that start together have no order that the two counts share.
      const problem = problemOf(inventedHospital({ seed, people: 9, from, days: 14, count: 1, pins: 0 }));
      const roster = await solve(problem, { seed, steps: 500 });
      expect(roster.cost).toBe(costInWords(problem, roster));
    }),
    { numRuns: 20 },
  );
});
