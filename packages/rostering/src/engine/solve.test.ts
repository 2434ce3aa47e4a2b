import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCurtois } from '../formats/curtois.ts';
import { readInrc2 } from '../formats/inrc2.ts';
import { inventedCurtois } from '../formats/testing/invented-curtois.ts';
import { inventedInrc2 } from '../formats/testing/invented-inrc2.ts';
import { rosterCost } from './score.ts';
import { solveLines } from './solve.ts';

const invented = (seed: number) =>
  readCurtois(inventedCurtois({ days: 28, staff: 6, shifts: 2, seed }), `invented-${seed}`).instance;

test('The cost that is told is the full cost, no hard rule is broken, and the bound is never above it', async () => {
  for (const seed of [1, 2, 3]) {
    const instance = invented(seed);
    const { lines, cost, bound, broken } = await solveLines(instance, { seed, threads: 1, steps: 5 });
    expect(broken).toEqual([]);
    expect(rosterCost(instance, lines)).toBe(cost);
    expect(bound).not.toBeNull();
    expect(bound!).toBeLessThanOrEqual(cost);
  }
});

test('The same seed and steps give the same roster, on one thread and on two', async () => {
  const instance = invented(5);
  for (const threads of [1, 2]) {
    const options = { seed: 7, threads, steps: 4 };
    const [one, other] = [await solveLines(instance, options), await solveLines(instance, options)];
    expect(other.lines).toEqual(one.lines);
    expect(other.cost).toBe(one.cost);
  }
});

test('An optimum is proved where every roster of a small ward has been costed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), async (seed) => {
      const instance = readCurtois(inventedCurtois({ days: 7, staff: 2, shifts: 1, seed }), 'small').instance;
      let least = Number.POSITIVE_INFINITY;
      for (let mask = 0; mask < 1 << 14; mask++) {
        const lines = [0, 7].map((from) =>
          Int16Array.from({ length: 7 }, (_, day) => ((mask >> (from + day)) & 1) - 1),
        );
        least = Math.min(least, rosterCost(instance, lines));
      }
      const { cost, bound } = await solveLines(instance, { seed, threads: 1, steps: 20 });
      expect(cost).toBe(least);
      if (bound !== null) expect(bound).toBeLessThanOrEqual(least);
    }),
    { numRuns: 12 },
  );
});

test('Soft rules, history and skills are solved by the same engine', async () => {
  const files = inventedInrc2({ nurses: 8, weeks: 2, seed: 3 });
  const { instance } = readInrc2(files);
  const { lines, cost, bound } = await solveLines(instance, { seed: 1, threads: 1, steps: 5 });
  expect(rosterCost(instance, lines)).toBe(cost);
  expect(bound!).toBeLessThanOrEqual(cost);
});

test('A cancelled solve ends with the best roster so far', async () => {
  const instance = invented(6);
  const stop = new AbortController();
  const solution = await solveLines(instance, {
    seed: 1,
    threads: 2,
    seconds: 600,
    signal: stop.signal,
    onProgress: ({ cost }) => {
      if (Number.isFinite(cost)) stop.abort();
    },
  });
  expect(['cancelled', 'optimum']).toContain(solution.stoppedBy);
  expect(rosterCost(instance, solution.lines)).toBe(solution.cost);
});

test('A person whose rules contradict each other is named, and the others are rostered all the same', async () => {
  const text = inventedCurtois({ days: 14, staff: 6, shifts: 2, seed: 8 }).replace(/\r/g, '');
  const lines = text.split('\n');
  const first = lines.findIndex(
    (line, at) => at > lines.indexOf('SECTION_STAFF') && line !== '' && !line.startsWith('#'),
  );
  const fields = lines[first]!.split(',');
  // At most one day in a row, and nearly every day's minutes.
  const impossible = [fields[0], fields[1], fields[2], fields[2], '1', '1', '6', '0'].join(',');
  const instance = readCurtois(
    [...lines.slice(0, first), impossible, ...lines.slice(first + 1)].join('\n'),
    'broken',
  ).instance;
  const solution = await solveLines(instance, { seed: 1, threads: 1, steps: 5 });
  expect(solution.broken).toEqual([0]);
  expect(solution.cost).toBe(Number.POSITIVE_INFINITY);
  expect(Number.isFinite(rosterCost(instance, solution.lines, [0]))).toBe(true);
  expect(solution.lines.slice(1).some((line) => line.some((code) => code >= 0))).toBe(true);
});
