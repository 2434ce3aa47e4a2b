import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { checkPerson } from '../check.ts';
import type { Candidate, Duty, Leave, Problem } from '../model.ts';
import { aFrame, aResident, onCall, shift } from '../testing.ts';
import { fixedContradictions } from './fixed-contradictions.ts';
import { problemOf } from './problem-data.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 60_000 });

const hardRules = (problem: Problem, person: Candidate, duties: readonly Duty[], leave: readonly Leave[]) =>
  new Set(
    checkPerson(problem.frame, { ...person, leave }, duties).flatMap(({ rule, severity }) =>
      severity === 'hard' ? [rule] : [],
    ),
  );

test('each rule that fixed duties break is named, with records that break it and none of which can be spared', () => {
  const sizes = new Map<number, number>();
  fc.assert(
    fc.property(fc.nat(10_000), (seed) => {
      const size = { seed, people: 5, from: '2026-10-19', days: 14, count: 1, pins: 70 };
      const problem = problemOf(inventedHospital(size));
      const found = fixedContradictions(problem);
      for (const person of problem.people) {
        const pins = new Set(problem.pins.filter((pin) => pin.person === person.id).map(({ duty }) => duty));
        const fixed = [...person.elsewhere, ...problem.duties.filter(({ id }) => pins.has(id))];
        const own = found.filter((each) => each.person === person.id);
        expect(new Set(own.map(({ rule }) => rule))).toEqual(hardRules(problem, person, fixed, person.leave));
        for (const { rule, duties, leave } of own) {
          const held = fixed.filter(({ id }) => duties.includes(id));
          expect(held).toHaveLength(duties.length);
          const breaks = (some: readonly Duty[], away: readonly Leave[]) =>
            hardRules(problem, person, some, away).has(rule);
          expect(breaks(held, leave)).toBe(true);
          for (const duty of held)
            expect(
              breaks(
                held.filter((each) => each !== duty),
                leave,
              ),
            ).toBe(false);
          for (const one of leave)
            expect(
              breaks(
                held,
                leave.filter((each) => each !== one),
              ),
            ).toBe(false);
          sizes.set(held.length, (sizes.get(held.length) ?? 0) + 1);
        }
      }
    }),
    { numRuns: 60, seed: 6 },
  );
  for (const size of [1, 2, 3, 5]) expect(sizes.get(size) ?? 0, `${size}`).toBeGreaterThan(3);
});

const problemOfPins = (pinned: readonly Duty[], leave: readonly Leave[] = []): Problem => ({
  frame: aFrame(),
  people: [{ ...aResident({ id: 'ann', leave }), elsewhere: [], contractedMinutes: null }],
  duties: pinned.map((duty) => ({ ...duty, count: 1, eligible: ['ann'], gapCost: 1 })),
  pins: pinned.map(({ id }) => ({ duty: id, person: 'ann' })),
  weights: { softFinding: 1, hoursBalance: 1, fairness: 1, travelMinute: 1 },
});

test('of a long run only as many days are named as break the rule', () => {
  const calls = ['02', '04', '06', '08', '20'].map((day) => onCall(`2026-03-${day} 17:00`, `2026-03-${day} 22:00`));
  expect(fixedContradictions(problemOfPins(calls))).toEqual([
    expect.objectContaining({
      person: 'ann',
      rule: 'RD-OC3IN7',
      duties: calls.slice(0, 4).map(({ id }) => id),
      leave: [],
    }),
  ]);
});

test('leave that a pin lies on is named; other leave is not', () => {
  const away: Leave = { kind: 'annual', from: '2026-03-03', to: '2026-03-05' };
  const later: Leave = { kind: 'annual', from: '2026-03-23', to: '2026-03-25' };
  const pinned = shift('2026-03-03 09:00', '2026-03-03 13:00');
  expect(fixedContradictions(problemOfPins([pinned], [later, away]))).toEqual([
    expect.objectContaining({ rule: 'LEAVE', duties: [pinned.id], leave: [away] }),
  ]);
});

test('fixed duties that keep the rules contradict nothing', () => {
  expect(fixedContradictions(problemOfPins([shift('2026-03-03 09:00', '2026-03-03 13:00')]))).toEqual([]);
});
