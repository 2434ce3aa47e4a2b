import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { readCurtois } from '../formats/curtois.ts';
import { readInrc2 } from '../formats/inrc2.ts';
import { inventedInrc2 } from '../formats/testing/invented-inrc2.ts';
import { contradictionOf, type Demand, demandsOf } from './contradiction.ts';
import { type Instance, type Line, OFF } from './instance.ts';
import type { LineRule } from './line-rule.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A file of one person on seven days. */
const fileOf = (shifts: readonly string[], person: string, daysOff: readonly number[]) =>
  [
    'SECTION_HORIZON\n7\nSECTION_SHIFTS',
    ...shifts,
    `SECTION_STAFF\n${person}\nSECTION_DAYS_OFF`,
    ...(daysOff.length > 0 ? [`A,${daysOff.join(',')}`] : []),
    'SECTION_SHIFT_ON_REQUESTS\nSECTION_SHIFT_OFF_REQUESTS\nSECTION_COVER\n0,D,1,100,1\n',
  ].join('\n');

/** One person on 7 days and two shifts, with limits that often leave no line. */
const someFile = fc
  .record({
    most: fc.tuple(fc.constantFrom(0, 1, 2, 7), fc.constantFrom(0, 2, 7)),
    minutes: fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 3 })),
    run: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 })),
    off: fc.integer({ min: 1, max: 4 }),
    weekends: fc.integer({ min: 0, max: 1 }),
    daysOff: fc.uniqueArray(fc.nat(6), { maxLength: 5 }),
  })
  .map(({ most, minutes, run, off, weekends, daysOff }) =>
    fileOf(
      ['D,480,', 'N,600,D'],
      `A,D=${most[0]}|N=${most[1]},${480 * (minutes[0] + minutes[1])},${480 * minutes[0]},${run[0] + run[1]},${run[0]},${off},${weekends}`,
      daysOff,
    ),
  );

/** Days that must be worked, and cells that may not be. */
const someFixed = fc.record({
  must: fc.uniqueArray(fc.nat(6), { maxLength: 2 }),
  barred: fc.uniqueArray(fc.nat(13), { maxLength: 4 }),
});

function keepsRule(rule: LineRule, { people }: Instance, line: Line): boolean {
  const { kindOf, worked, start } = people[0]!.model;
  if ('automaton' in rule) {
    let state = rule.automaton.start;
    for (let day = 0; day < line.length; day++) {
      const { to, cost } = rule.automaton.step(state, line[day]!, kindOf[day]!);
      if (cost === Number.POSITIVE_INFINITY) return false;
      state = to;
    }
    return rule.automaton.finish(state) < Number.POSITIVE_INFINITY;
  }
  let sum = rule.counter.start;
  line.forEach((code, day) => {
    const before = day === 0 ? worked[start] === 1 : line[day - 1] !== OFF;
    if (code !== OFF) sum += rule.counter.add(code, before, kindOf[day]!);
  });
  return rule.counter.cost(sum) < Number.POSITIVE_INFINITY;
}

function keeps(demand: Demand, instance: Instance, line: Line): boolean {
  if (demand.kind === 'rule') return keepsRule(demand.rule, instance, line);
  if (demand.kind === 'day-off') return line[demand.day] === OFF;
  if (demand.kind === 'work') return line[demand.day] !== OFF;
  return demand.day === null ? !line.includes(demand.code) : line[demand.day] !== demand.code;
}

/** Every line there is: a code or a day off on each day. */
function everyLine({ days, codes }: Instance): Line[] {
  const cells = codes.length + 1;
  return Array.from({ length: cells ** days }, (_, number) =>
    Int16Array.from({ length: days }, (_, day) => (Math.floor(number / cells ** day) % cells) - 1),
  );
}

test('where no line exists, the set has no line either, and has one as soon as anything of it goes', () => {
  const sizes = new Map<number, number>();
  const kinds = new Map<Demand['kind'], number>();
  let possible = 0;
  fc.assert(
    fc.property(someFile, someFixed, (text, { must, barred }) => {
      const ruled = readCurtois(text, 'small.txt');
      const { instance, rules } = ruled;
      const { offCost, cellCost } = instance.people[0]!;
      for (const day of must) offCost[day] = Number.POSITIVE_INFINITY;
      for (const cell of barred) cellCost[cell] = Number.POSITIVE_INFINITY;
      const demands = demandsOf(instance, instance.people[0]!, rules[0]!);
      const lines = everyLine(instance);
      const hasLine = (some: readonly Demand[]) =>
        lines.some((line) => some.every((demand) => keeps(demand, instance, line)));
      const found = contradictionOf(ruled, 0);
      expect(found === null).toBe(hasLine(demands));
      if (found === null) {
        possible++;
        return;
      }
      const set: Demand[] = [...found.fixed, ...found.rules.map((rule) => ({ kind: 'rule' as const, rule }))];
      expect(found.isMinimal).toBe(true);
      expect(hasLine(set)).toBe(false);
      for (const demand of set) expect(hasLine(set.filter((each) => each !== demand))).toBe(true);
      for (const { kind } of set) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      sizes.set(set.length, (sizes.get(set.length) ?? 0) + 1);
    }),
    { numRuns: 120, seed: 6 },
  );
  expect(possible).toBeGreaterThan(10);
  for (const size of [1, 2, 3, 4]) expect(sizes.get(size) ?? 0, `${size}`).toBeGreaterThan(0);
  for (const kind of ['rule', 'day-off', 'work', 'barred'] as const)
    expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(3);
});

test('a week in which somebody must work more than the days off leave names both', () => {
  const text = fileOf(['D,480,'], 'A,D=7,4800,2400,7,1,1,1', [0, 1, 3]);
  const found = contradictionOf(readCurtois(text, 'week.txt'), 0)!;
  expect(found.rules.map(({ id }) => id)).toEqual(['MINUTES']);
  expect(found.fixed).toEqual([0, 1, 3].map((day) => ({ kind: 'day-off', day })));
});

test('who has a line has no contradiction, whatever is asked for', () => {
  const ruled = readInrc2(inventedInrc2({ nurses: 3, weeks: 2, seed: 4 }));
  for (const person of [0, 1, 2]) expect(contradictionOf(ruled, person)).toBeNull();
});

test('when time is over, what is left of the set is still without a line', () => {
  const ruled = readCurtois(fileOf(['D,480,'], 'A,D=7,4800,4800,5,2,2,1', []), 'week.txt');
  let asked = 0;
  const found = contradictionOf(ruled, 0, () => ++asked > 1)!;
  expect(found.isMinimal).toBe(false);
  expect(found.rules.map(({ id }) => id)).toContain('MINUTES');
});
