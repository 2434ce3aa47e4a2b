import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { checkPerson } from '../check.ts';
import type { Duty, Problem, Roster } from '../model.ts';
import { localDateOf } from '../zone.ts';
import { burdenOf } from './local-facts.ts';
import { problemOf } from './problem-data.ts';
import { solve } from './solve.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The cost as the model's words say it, counted from the roster alone. */
function costInWords({ frame, people, duties, weights }: Problem, roster: Roster): number {
  const { zone, period } = frame;
  const wte = (id: string) =>
    people.find((person) => person.id === id)!.employments.reduce((sum, each) => sum + each.wte, 0);
  const fairShare = (id: string, burden: 'night' | 'weekend') => {
    let share = 0;
    for (const duty of duties) {
      if (!duty.eligible.includes(id) || !burdenOf(zone, duty)[burden]) continue;
      share += (duty.count * wte(id)) / duty.eligible.reduce((sum, each) => sum + wte(each), 0);
    }
    return Math.ceil(share - 1e-9);
  };
  const minutes = (duty: Duty) => {
    const date = localDateOf(zone, duty.start);
    if (date < period.from || date >= period.to) return 0;
    return duty.kind === 'on-call' ? duty.expectedWorkMinutes : (duty.end - duty.start) / 60_000;
  };

  let cost = roster.gaps.reduce(
    (sum, gap) => sum + gap.places * duties.find((duty) => duty.id === gap.duty)!.gapCost,
    0,
  );
  for (const person of people) {
    const placed = roster.placements.filter((each) => each.person === person.id).map((each) => each.duty);
    const own = duties.filter((duty) => placed.includes(duty.id));
    const line = [...person.elsewhere, ...own].sort((a, b) => a.start - b.start);
    const work = line.reduce((sum, duty) => sum + minutes(duty), 0);
    if (person.contractedMinutes !== null) {
      cost += weights.hoursBalance * Math.round(((work - person.contractedMinutes) / 60) ** 2);
    }
    for (const burden of ['night', 'weekend'] as const) {
      const over = own.filter((duty) => burdenOf(zone, duty)[burden]).length - fairShare(person.id, burden);
      cost += weights.fairness * Math.max(0, over) ** 2;
    }
    for (let at = 1; at < line.length; at++) {
      const [from, to] = [line[at - 1]!.site, line[at]!.site];
      if (from !== to) cost += weights.travelMinute * frame.travelMinutes(from, to);
    }
    const findings = checkPerson(frame, person, line);
    cost += weights.softFinding * findings.filter((finding) => finding.severity === 'soft').length;
  }
  return cost;
}

test('the cost of a roster is that of its gaps and aims, counted apart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), fc.constantFrom('2026-03-23', '2026-10-19'), async (seed, from) => {
      // No pins: duties that start together have no order that the two counts share.
      const problem = problemOf(inventedHospital({ seed, people: 9, from, days: 14, count: 1, pins: 0 }));
      const roster = await solve(problem, { seed, steps: 500 });
      expect(roster.cost).toBe(costInWords(problem, roster));
    }),
    { numRuns: 20 },
  );
});
