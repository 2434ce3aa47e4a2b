import { assert, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { coverOf, lineCost, rosterCost } from '../engine/score.ts';
import { randomFrom } from '../solve/random.ts';
import { missingNurses, readInrc2 } from './inrc2.ts';
import { readInrc2Solution, writeInrc2Solution } from './inrc2-solution.ts';
import { judgeInrc2 } from './testing/inrc2-oracle.ts';
import { inventedInrc2 } from './testing/invented-inrc2.ts';
import { randomCells } from './testing/random-cells.ts';

const anInstance = record({
  weeks: integer({ min: 1, max: 4 }),
  nurses: integer({ min: 1, max: 8 }),
  seed: integer(),
});

test('lines and rosters cost what the problem description says', () => {
  let kept = 0;
  let broken = 0;
  assert(
    property(anInstance, (shape) => {
      const files = inventedInrc2(shape);
      const ruled = readInrc2(files);
      const { instance } = ruled;
      const random = randomFrom(shape.seed + 1);
      const lines = instance.people.map(({ cellCost }) => {
        const allowed = instance.codes.filter((_, code) => random(10) === 0 || Number.isFinite(cellCost[code]!));
        const row = randomCells(instance.days, allowed, random);
        return Int16Array.from(row, (cell) => instance.codes.indexOf(cell));
      });
      const written = writeInrc2Solution(ruled, lines);
      expect(readInrc2Solution(ruled, written.toReversed())).toEqual(lines);
      const cells = lines.map((line) => Array.from(line, (code) => (instance.codes[code] ?? '').replace('|', ' ')));
      const judged = judgeInrc2(files, cells);
      judged.nurses.forEach(({ cost, isBroken }, at) => {
        if (isBroken) broken++;
        else kept++;
        expect(lineCost(instance.people[at]!, lines[at]!)).toBe(isBroken ? Number.POSITIVE_INFINITY : cost);
      });
      const isBroken = judged.nurses.some((nurse) => nurse.isBroken);
      const sum = judged.nurses.reduce((total, { cost }) => total + cost, 0);
      expect(rosterCost(instance, lines)).toBe(
        isBroken ? Number.POSITIVE_INFINITY : sum + 10_000 * judged.underMinimum + 30 * judged.underOptimum,
      );
      expect(missingNurses(ruled, coverOf(instance, lines))).toBe(judged.underMinimum);
    }),
    { numRuns: 400, seed: 1 },
  );
  expect(kept).toBeGreaterThan(200);
  expect(broken).toBeGreaterThan(200);
});
