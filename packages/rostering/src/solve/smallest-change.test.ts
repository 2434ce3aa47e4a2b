import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { checkPerson } from '../check.ts';
import type { Duty, Placement, Problem } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { problemOf } from './problem-data.ts';
import { rosterDifference } from './roster-difference.ts';
import { inventedHospital } from './testing/invented-hospital.ts';
import { whyNot } from './why-not.ts';

vi.setConfig({ testTimeout: 60_000 });

const problemFor = (seed: number): Problem =>
  problemOf(inventedHospital({ seed, people: 8, from: '2026-10-19', days: 8, count: 1 + (seed % 2), pins: 0 }));
const isAt = (a: Duty, b: Duty) => a.start < b.end && b.start < a.end;

/** Everybody takes what no other of their duties shares time with; some of it is pinned. */
function someRoster(problem: Problem, picks: readonly (number | null)[]): { roster: Placement[]; pinned: Problem } {
  const roster: Placement[] = [];
  const lines = new Map(problem.people.map(({ id, elsewhere }) => [id, [...elsewhere]]));
  for (const turn of [0, 1, 2]) {
    problem.duties.forEach((duty, index) => {
      if (turn > 0 && index % 4 > 0) return;
      const pick = picks[(index + 11 * turn) % picks.length];
      const person = typeof pick === 'number' ? duty.eligible[(pick + index) % duty.eligible.length]! : undefined;
      if (person === undefined || lines.get(person)!.some((other) => isAt(duty, other))) return;
      lines.get(person)!.push(duty);
      roster.push({ duty: duty.id, person });
    });
  }
  return { roster, pinned: { ...problem, pins: roster.filter((_, index) => index % 7 === 0) } };
}

test('the change is the smallest of all that would do, and costs what it says', () => {
  const sizes: Record<string, number> = { none: 0, '0': 0, '1': 0, '2': 0 };
  fc.assert(
    fc.property(
      fc.nat(500),
      fc.array(fc.option(fc.nat(20), { freq: 2 }), { minLength: 30, maxLength: 30 }),
      fc.nat(200),
      fc.nat(20),
      (seed, picks, at, who) => {
        const { roster, pinned: problem } = someRoster(problemFor(seed), picks);
        const duty = problem.duties[at % problem.duties.length]!;
        const person = problem.people.find(({ id }) => id === duty.eligible[who % duty.eligible.length])!;
        const answer = whyNot(problem, { placements: roster }, { duty: duty.id, person: person.id });
        if (answer.stop === 'holds-it') return;
        const isPinned = (each: Placement) =>
          problem.pins.some((pin) => pin.duty === each.duty && pin.person === each.person);
        const held = problem.duties.filter(({ id }) =>
          roster.some((each) => each.duty === id && each.person === person.id),
        );
        const line = [...person.elsewhere, ...held];
        const before = checkPerson(problem.frame, person, line);
        const movable = held.filter(({ id }) => !isPinned({ duty: id, person: person.id }));
        const choices: Duty[][] = [[], ...movable.map((one) => [one])];
        movable.forEach((one, index) => {
          choices.push(...movable.slice(index + 1).map((other) => [one, other]));
        });
        const fits = choices.filter((choice) => {
          const rest = line.filter((each) => !choice.includes(each));
          if (rest.some((each) => isAt(each, duty))) return false;
          const fresh = newFindings(before, checkPerson(problem.frame, person, [...rest, duty]));
          return fresh.every(({ severity }) => severity === 'soft');
        });
        const holders = roster.filter((each) => each.duty === duty.id);
        const hasRoom = holders.length < duty.count || holders.some((each) => !isPinned(each));
        if (fits.length === 0 || !hasRoom) {
          sizes.none!++;
          expect(answer.change).toBeNull();
          return;
        }
        const { giveUp, insteadOf, cost } = answer.change!;
        sizes[giveUp.length]!++;
        expect(giveUp.length).toBe(fits[0]!.length);
        expect(insteadOf === null).toBe(holders.length < duty.count);
        const costOf = (choice: readonly string[], leaving: string | null) => {
          const after = [
            ...roster.filter(
              (each) =>
                !(each.person === person.id && choice.includes(each.duty)) &&
                !(each.person === leaving && each.duty === duty.id),
            ),
            { duty: duty.id, person: person.id },
          ];
          const difference = rosterDifference(problem, { placements: roster }, { placements: after });
          const soft = difference.people.find((each) => each.person === leaving)?.costs;
          const softOfLeaver = soft ? soft.after.softFindings - soft.before.softFindings : 0;
          return difference.cost.after - difference.cost.before - softOfLeaver;
        };
        expect(cost).toBe(costOf(giveUp, insteadOf));
        const leavers =
          insteadOf === null ? [null] : holders.filter((each) => !isPinned(each)).map((each) => each.person);
        const others = fits
          .filter((choice) => choice.length === giveUp.length)
          .flatMap((choice) =>
            leavers.map((leaver) =>
              costOf(
                choice.map(({ id }) => id),
                leaver,
              ),
            ),
          );
        expect(cost).toBe(Math.min(...others));
      },
    ),
    { numRuns: 400, seed: 6 },
  );
  for (const [size, count] of Object.entries(sizes)) expect(count, size).toBeGreaterThan(3);
});
