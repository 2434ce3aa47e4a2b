import { assert, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { lineCost, rosterCost } from '../engine/score.ts';
import { randomFrom } from '../solve/random.ts';
import { readCurtois } from './curtois.ts';
import { readCurtoisRoster, writeCurtoisRoster } from './curtois-roster.ts';
import { judgeCurtois } from './testing/curtois-oracle.ts';
import { inventedCurtois } from './testing/invented-curtois.ts';
import { randomCells } from './testing/random-cells.ts';

const anInstance = record({
  weeks: integer({ min: 1, max: 5 }),
  staff: integer({ min: 1, max: 12 }),
  shifts: integer({ min: 1, max: 5 }),
  seed: integer(),
});

test('lines and rosters cost what the definition says', () => {
  let kept = 0;
  let broken = 0;
  assert(
    property(anInstance, ({ weeks, staff, shifts, seed }) => {
      const text = inventedCurtois({ days: weeks * 7, staff, shifts, seed });
      const { instance } = readCurtois(text, 'invented.txt');
      const random = randomFrom(seed + 1);
      const cells = instance.people.map((person) => {
        const allowed = instance.codes.filter((_, code) =>
          Array.from({ length: instance.days }, (_, day) => person.cellCost[day * shifts + code]!).some(
            Number.isFinite,
          ),
        );
        const draw = () => randomCells(instance.days, random(8) > 0 ? allowed : instance.codes, random);
        const isKept = (row: string[]) =>
          Number.isFinite(
            lineCost(
              person,
              Int16Array.from(row, (cell) => instance.codes.indexOf(cell)),
            ),
          );
        // Few lines that are drawn keep all rules: two people of three get thirty draws for one that does.
        let row = draw();
        for (let tries = random(3) > 0 ? 30 : 0; tries > 0 && !isKept(row); tries--) row = draw();
        return row;
      });
      const tsv = cells.map((row) => `${row.join('\t')}\n`).join('');
      const lines = readCurtoisRoster(instance, tsv, 'roster.tsv');
      expect(writeCurtoisRoster(instance, lines)).toBe(tsv);
      const judged = judgeCurtois(text, cells);
      judged.staff.forEach(({ breaks, requests }, at) => {
        if (breaks.length > 0) broken++;
        else kept++;
        const cost = breaks.length > 0 ? Number.POSITIVE_INFINITY : requests;
        expect(lineCost(instance.people[at]!, lines[at]!), `${at}: ${breaks}`).toBe(cost);
      });
      const isBroken = judged.staff.some(({ breaks }) => breaks.length > 0);
      const sum = judged.staff.reduce((cost, { requests }) => cost + requests, judged.cover);
      expect(rosterCost(instance, lines)).toBe(isBroken ? Number.POSITIVE_INFINITY : sum);
    }),
    { numRuns: 500, seed: 1 },
  );
  expect(kept).toBeGreaterThan(300);
  expect(broken).toBeGreaterThan(300);
});
