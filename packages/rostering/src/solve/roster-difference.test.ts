import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { checkPerson } from '../check.ts';
import type { Placement, Problem } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { problemOf } from './problem-data.ts';
import { rosterDifference } from './roster-difference.ts';
import { solve } from './solve.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 60_000 });

const problemFor = (seed: number): Problem =>
  problemOf(inventedHospital({ seed, people: 8, from: '2026-10-19', days: 7, count: 1, pins: 3 }));

const someRoster = (problem: Problem, picks: readonly (number | null)[]): Placement[] =>
  problem.duties.flatMap(({ id, eligible }, index) => {
    const pick = picks[index % picks.length];
    const person = pick === null || pick === undefined ? undefined : eligible[(pick + index) % eligible.length];
    return person === undefined ? [] : [{ duty: id, person }];
  });

test('the costs of two rosters are what the search says they cost, and the aims come to the difference', async () => {
  for (const seed of [1, 2, 3]) {
    const problem = problemFor(seed);
    const before = await solve(problem, { seed, steps: 0 });
    const after = await solve(problem, { seed, steps: 300 });
    const { cost, aims } = rosterDifference(problem, before, after);
    expect(cost).toEqual({ before: before.cost, after: after.cost });
    expect(Object.values(aims.after).reduce((sum, each) => sum + each, 0)).toBe(after.cost);
  }
});

const picks = fc.array(fc.option(fc.nat(20), { freq: 3 }), { minLength: 40, maxLength: 40 });

test('people, duties and findings change exactly where the placements do', () => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      picks,
      picks,
      fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
      (seed, one, other, same) => {
        const problem = problemFor(seed);
        const first = someRoster(problem, one);
        const second = someRoster(
          problem,
          other.map((pick, index) => (same[index % 9] ? one[index]! : pick)),
        );
        const difference = rosterDifference(problem, { placements: first }, { placements: second });
        const { pins } = problem;
        const heldIn = (placements: readonly Placement[], person: string) =>
          new Set([...placements, ...pins].filter((each) => each.person === person).map(({ duty }) => duty));
        let total = difference.cost.before;
        for (const person of problem.people) {
          const [was, is] = [heldIn(first, person.id), heldIn(second, person.id)];
          const change = difference.people.find((each) => each.person === person.id);
          expect(new Set(change?.out ?? [])).toEqual(new Set([...was].filter((id) => !is.has(id))));
          expect(new Set(change?.in ?? [])).toEqual(new Set([...is].filter((id) => !was.has(id))));
          if (!change) continue;
          const judge = (held: Set<string>) =>
            checkPerson(problem.frame, person, [
              ...person.elsewhere,
              ...problem.duties.filter(({ id }) => held.has(id)),
            ]);
          expect(change.made).toEqual(newFindings(judge(was), judge(is)));
          expect(change.gone).toEqual(newFindings(judge(is), judge(was)));
          const sum = (costs: object) => Object.values(costs).reduce((all, each) => all + each, 0);
          total += sum(change.costs.after) - sum(change.costs.before);
        }
        for (const change of difference.duties) {
          const duty = problem.duties.find(({ id }) => id === change.duty)!;
          const empty = (placements: readonly Placement[]) =>
            Math.max(0, duty.count - problem.people.filter(({ id }) => heldIn(placements, id).has(duty.id)).length);
          expect(change.places).toEqual({ before: empty(first), after: empty(second) });
          total += change.gaps.after - change.gaps.before;
        }
        expect(total).toBe(difference.cost.after);
      },
    ),
    { numRuns: 60 },
  );
});

test('a roster compared with itself has no difference; one of another problem is refused', () => {
  const problem = problemFor(5);
  const placements = someRoster(problem, [1, 2, null]);
  const { rules, people, duties, cost } = rosterDifference(problem, { placements }, { placements });
  expect([rules, people, duties]).toEqual([[], [], []]);
  expect(cost.before).toBe(cost.after);
  const ghost = { placements: [{ duty: 'ghost', person: problem.people[0]!.id }] };
  expect(() => rosterDifference(problem, { placements }, ghost)).toThrow('no such duty');
});

test('a rule is told with how many findings it had and has', () => {
  const problem = problemFor(5);
  const [one, other] = [someRoster(problem, [1]), someRoster(problem, [2, 5, null])];
  const { rules } = rosterDifference(problem, { placements: one }, { placements: other });
  const count = (placements: readonly Placement[], rule: string) =>
    problem.people.flatMap((person) => {
      const held = [...placements, ...problem.pins].filter((each) => each.person === person.id).map(({ duty }) => duty);
      const duties = [...person.elsewhere, ...problem.duties.filter(({ id }) => held.includes(id))];
      return checkPerson(problem.frame, person, duties).filter((finding) => finding.rule === rule);
    }).length;
  expect(rules.length).toBeGreaterThan(3);
  for (const { rule, before, after } of rules) expect([before, after]).toEqual([count(one, rule), count(other, rule)]);
});
