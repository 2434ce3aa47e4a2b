import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCurtois } from '../formats/curtois.ts';
import { readInrc2 } from '../formats/inrc2.ts';
import { inventedCurtois } from '../formats/testing/invented-curtois.ts';
import { inventedInrc2 } from '../formats/testing/invented-inrc2.ts';
import { randomCells } from '../formats/testing/random-cells.ts';
import { randomFrom } from '../solve/random.ts';
import { explainDifference, explainRoster } from './explain.ts';
import type { Instance, Line } from './instance.ts';
import { lineCost, rosterCost } from './score.ts';

const sumOf = (items: readonly { readonly cost: number }[]) => items.reduce((sum, { cost }) => sum + cost, 0);

function randomLines({ codes, people, days }: Instance, seed: number): Line[] {
  const random = randomFrom(seed);
  return people.map(() => Int16Array.from(randomCells(days, codes, random), (cell) => codes.indexOf(cell)));
}

test('sums equal the cost of the roster, by rule, by person, by reason and by day', () => {
  let kept = 0;
  assert(
    property(integer(), integer({ min: 0, max: 1 }), (seed, format) => {
      const ruled =
        format === 0
          ? readCurtois(inventedCurtois({ days: 14, staff: 2, shifts: 2, seed }), 'invented.txt')
          : readInrc2(inventedInrc2({ nurses: 2, weeks: 2, seed }));
      const lines = randomLines(ruled.instance, seed);
      const explained = explainRoster(ruled, lines);
      const whole = rosterCost(ruled.instance, lines);
      if (Number.isFinite(whole)) kept++;
      expect(explained.breaks > 0 ? Number.POSITIVE_INFINITY : explained.cost).toBe(whole);
      expect(sumOf(explained.rules)).toBe(explained.cost);
      expect(sumOf(explained.people) + sumOf(explained.cover)).toBe(explained.cost);
      ruled.instance.people.forEach((person, at) => {
        const { cost, breaks } = explained.people[at]!;
        expect(breaks > 0 ? Number.POSITIVE_INFINITY : cost).toBe(lineCost(person, lines[at]!));
      });
      const finite = explained.reasons.filter(({ cost }) => Number.isFinite(cost));
      expect(sumOf(finite)).toBe(sumOf(explained.people));
      expect(sumOf(explained.days)).toBe(sumOf(finite.filter(({ day }) => day !== null)));
      const difference = explainDifference(ruled, lines, lines);
      expect([difference.cells, difference.rules, difference.people]).toEqual([0, [], []]);
    }),
    { numRuns: 300, seed: 1 },
  );
  expect(kept).toBeGreaterThan(20);
});

const FILE = `SECTION_HORIZON
7
SECTION_SHIFTS
D,480,
N,600,D
SECTION_STAFF
A,D=7|N=7,4800,480,5,2,2,1
B,D=7|N=0,4800,0,5,1,1,0
SECTION_DAYS_OFF
A,6
SECTION_SHIFT_ON_REQUESTS
A,0,D,3
SECTION_SHIFT_OFF_REQUESTS
B,1,D,2
SECTION_COVER
0,D,2,100,1
1,D,0,100,1
`;

const ruled = readCurtois(FILE, 'two.txt');
const roster = (...rows: string[]) =>
  rows.map((row) => Int16Array.from(row, (letter) => ruled.instance.codes.indexOf(letter)));

describe('a roster of two people', () => {
  test('what it costs is told with rule, person, day and code', () => {
    const explained = explainRoster(ruled, roster('-NN----', '-D-----'));
    expect(explained.reasons).toEqual([
      { person: 0, rule: 'REQUEST', words: expect.any(String), day: 0, code: -1, sum: null, cost: 3 },
      { person: 1, rule: 'REQUEST', words: expect.any(String), day: 1, code: 0, sum: null, cost: 2 },
    ]);
    expect(explained.cover).toEqual([
      { row: 'day 0 D', count: 0, cost: 200 },
      { row: 'day 1 D', count: 1, cost: 1 },
    ]);
    expect([explained.cost, explained.breaks]).toEqual([206, 0]);
    expect(explained.rules).toEqual([
      { rule: 'COVER', cost: 201, breaks: 0 },
      { rule: 'REQUEST', cost: 5, breaks: 0 },
    ]);
  });

  test('hard rules that are broken are told, each with what was found', () => {
    const explained = explainRoster(ruled, roster('DND-N-D', 'D----N-'));
    const told = explained.reasons
      .filter(({ cost }) => cost === Number.POSITIVE_INFINITY)
      .map(({ person, rule, day, code, sum }) => [person, rule, day, code, sum]);
    expect(told).toEqual([
      [0, 'BARRED', 6, 0, null],
      [0, 'SUCCESSION', 2, 0, null],
      [0, 'CONSECUTIVE-SHIFTS', 5, -1, null],
      [0, 'CONSECUTIVE-DAYS-OFF', 4, 1, null],
      [0, 'CONSECUTIVE-DAYS-OFF', 6, 0, null],
      [1, 'BARRED', 5, 1, null],
      [1, 'MAX-WEEKENDS', null, null, 1],
    ]);
    expect(explained.breaks).toBe(7);
    expect(explained.people.map(({ id, breaks }) => [id, breaks])).toEqual([
      ['A', 5],
      ['B', 2],
    ]);
  });

  test('the difference of two rosters is told by rule and by person', () => {
    const before = roster('-NN----', '-D-----');
    const after = roster('DDN----', '-D-----');
    expect(explainDifference(ruled, before, after)).toEqual({
      before: { cost: 206, breaks: 0 },
      after: { cost: 104, breaks: 0 },
      cells: 2,
      rules: [
        { name: 'COVER', before: { cost: 201, breaks: 0 }, after: { cost: 102, breaks: 0 } },
        { name: 'REQUEST', before: { cost: 5, breaks: 0 }, after: { cost: 2, breaks: 0 } },
      ],
      people: [{ name: 'A', before: { cost: 3, breaks: 0 }, after: { cost: 0, breaks: 0 }, cells: 2 }],
    });
  });
});
