import { assert, constantFrom, integer, oneof, property, record, string, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OFF } from './instance.ts';
import { compileLine } from './line-model.ts';
import type { LineRule } from './line-rule.ts';
import { runLength } from './line-rules/run-length.ts';
import { succession } from './line-rules/succession.ts';
import { total, weekendWorked } from './line-rules/total.ts';
import { wholeWeekend } from './line-rules/whole-weekend.ts';
import { CODES, costOfLine } from './testing/cost-of-line.ts';

const HARD = Number.POSITIVE_INFINITY;
const week = Uint8Array.from({ length: 14 }, (_, day) => day % 7);
const shape = { codes: 3, kindOf: week, workedBefore: false };
const isWork = (code: number) => code !== OFF;
const run = (id: string, member: (code: number) => boolean, per: number) =>
  runLength({ id, words: id, member, min: 2, max: 3, perUnder: per, perOver: per, before: 0 });
const nights = total({
  id: 'NIGHTS',
  words: 'Nights',
  add: (code) => (code === 2 ? 1 : 0),
  before: 0,
  min: 0,
  max: 2,
  perUnder: HARD,
  perOver: HARD,
  most: 14,
});

describe('the compiled rules of a person', () => {
  test('without rules there are two states, worked or not, and two classes', () => {
    const model = compileLine([], shape);
    expect([model.states, model.classes, model.counters.length]).toEqual([2, 2, 0]);
    expect(Array.from(model.worked)).toEqual([0, 1]);
    expect(compileLine([], { ...shape, workedBefore: true }).worked[0]).toBe(1);
  });

  test('codes that no rule tells apart are one class', () => {
    expect(Array.from(compileLine([run('WORK', isWork, 1)], shape).classOf)).toEqual([0, 1, 1, 1]);
    expect(Array.from(compileLine([run('WORK', isWork, 1), nights], shape).classOf)).toEqual([0, 1, 1, 2]);
    expect(Array.from(compileLine([run('DAY', (code) => code === 1, 1)], shape).classOf)).toEqual([0, 1, 2, 1]);
  });

  test('a code that is like a day off to every rule is still worked', () => {
    const model = compileLine([run('NIGHT', (code) => code === 2, 1)], shape);
    expect(Array.from(model.classOf)).toEqual([0, 1, 1, 2]);
  });

  test('a step that a hard rule forbids leads nowhere', () => {
    const model = compileLine([run('WORK', isWork, HARD)], shape);
    expect(model.next.includes(-1)).toBe(true);
    expect(compileLine([run('WORK', isWork, 1)], shape).next.includes(-1)).toBe(false);
  });

  test('a rule that knows weekdays steps differently on them', () => {
    expect(costOfLine([wholeWeekend('WHOLE', '', 30), run('WORK', isWork, 1)], '-----D-')).toBe(31);
  });
});

/** Runs the rules one by one over a line, as they are written. */
function costOneByOne(rules: readonly LineRule[], text: string): number {
  let sum = 0;
  for (const rule of rules) {
    let state = 'automaton' in rule ? rule.automaton.start : rule.counter.start;
    let worked = false;
    Array.from(text).forEach((letter, day) => {
      const code = CODES.indexOf(letter);
      if ('automaton' in rule) {
        const step = rule.automaton.step(state, code, day % 7);
        state = step.to;
        sum += step.cost;
      } else if (code >= 0) state += rule.counter.add(code, worked, day % 7);
      worked = code >= 0;
    });
    sum += 'automaton' in rule ? rule.automaton.finish(state) : rule.counter.cost(state);
  }
  return sum;
}

test('the product of rules costs what they cost one by one', () => {
  const all: readonly LineRule[] = [
    run('WORK', isWork, 30),
    run('OFF', (code) => code === OFF, 5),
    run('NIGHT', (code) => code === 2, HARD),
    succession({ id: 'NEXT', words: '', codes: 3, forbids: (a, b) => b < a, cost: HARD, before: OFF }),
    wholeWeekend('WHOLE', '', 7),
    nights,
    total({
      id: 'WEEKENDS',
      words: '',
      add: weekendWorked,
      before: 1,
      min: 0,
      max: 1,
      perUnder: 0,
      perOver: 3,
      most: 9,
    }),
  ];
  const letter = oneof(
    { weight: 2, arbitrary: constantFrom('-', 'D') },
    { weight: 1, arbitrary: constantFrom('E', 'N') },
  );
  const aCase = record({
    chosen: uniqueArray(integer({ min: 0, max: all.length - 1 })),
    text: string({ unit: letter, minLength: 1, maxLength: 21 }),
  });
  let finite = 0;
  assert(
    property(aCase, ({ chosen, text }) => {
      const rules = chosen.map((at) => all[at]!);
      const wanted = costOneByOne(rules, text);
      if (Number.isFinite(wanted)) finite++;
      expect(costOfLine(rules, text)).toBe(wanted);
    }),
    { numRuns: 600, seed: 1 },
  );
  expect(finite).toBeGreaterThan(150);
});
