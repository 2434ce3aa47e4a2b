import { expect, test } from 'vitest';
import type { Problem } from '../model.ts';
import { partsOf } from './parts.ts';
import { problemOf } from './problem-data.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

const hospital = problemOf(inventedHospital({ seed: 1, people: 5, from: '2026-03-02', days: 7, count: 1, pins: 0 }));
const [a, b, c, d, e] = hospital.people.map(({ id }) => id) as [string, string, string, string, string];
const withEligible = (eligible: readonly (readonly string[])[]): Problem => ({
  ...hospital,
  duties: hospital.duties.slice(0, eligible.length).map((duty, at) => ({ ...duty, eligible: eligible[at]! })),
});
const shapeOf = (problem: Problem) =>
  partsOf(problem).map(({ people, duties, pins }) => [
    people.map(({ id }) => id),
    duties.map(({ id }) => hospital.duties.findIndex((duty) => duty.id === id)),
    pins.length,
  ]);

test('people who share no duty, directly or by others, are in different parts', () => {
  expect(shapeOf(withEligible([[a, b], [c], [b, d]]))).toEqual([
    [[a, b, d], [0, 2], 0],
    [[c], [1], 0],
    [[e], [], 0],
  ]);
});

test('a pin joins its person to those who may do the duty', () => {
  const problem = withEligible([[a], [b]]);
  expect(shapeOf({ ...problem, pins: [{ duty: problem.duties[0]!.id, person: b }] })[0]).toEqual([[a, b], [0, 1], 1]);
});

test('duties that nobody may do are in a part of their own, with those who may do nothing', () => {
  expect(shapeOf(withEligible([[], [a, b, c, d], []]))).toEqual([
    [[e], [0, 2], 0],
    [[a, b, c, d], [1], 0],
  ]);
});

test('a problem that is whole, and one of nobody, stay as they are', () => {
  const whole = withEligible([[a, b, c, d, e]]);
  expect(partsOf(whole)).toEqual([whole]);
  expect(partsOf({ ...hospital, people: [], duties: [] })).toHaveLength(1);
});
