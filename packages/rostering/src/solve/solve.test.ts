import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { checkPerson } from '../check.ts';
import type { Candidate, Duty, Finding, Placement, Problem, Progress, Roster } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { checkBorder } from './border.ts';
import { problemOf } from './problem-data.ts';
import { solve } from './solve.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 60_000 });

const hospitals = fc
  .record({
    seed: fc.nat(1_000_000),
    people: fc.integer({ min: 0, max: 14 }),
    from: fc.constantFrom('2026-03-23', '2026-10-19', '2026-12-21'),
    days: fc.integer({ min: 1, max: 16 }),
    count: fc.integer({ min: 1, max: 2 }),
    pins: fc.integer({ min: 0, max: 8 }),
  })
  .map((size) => problemOf(inventedHospital(size)));
const seeds = fc.nat(1_000_000);
const small = { seed: 3, people: 12, from: '2026-10-19', days: 14, count: 1, pins: 4 };

const pairs = (placements: readonly Placement[]) => placements.map((each) => `${each.duty} ${each.person}`);

/** What a person breaks with these duties and those elsewhere: in the period, and over the border to the one before. */
function findings({ frame }: Problem, person: Candidate, held: readonly Duty[]): Finding[] {
  const duties = [...person.elsewhere, ...held];
  return [...checkPerson(frame, person, duties), ...checkBorder(frame, person, duties)];
}

/** Every person's findings with the pins alone, and with the whole roster. */
function judged(problem: Problem, placements: readonly Placement[]): { before: Finding[]; after: Finding[] }[] {
  const duties = new Map<string, Duty>(problem.duties.map((duty) => [duty.id, duty]));
  return problem.people.map((person) => {
    const held = (list: readonly Placement[]) =>
      list.filter((each) => each.person === person.id).map((each) => duties.get(each.duty)!);
    return {
      before: findings(problem, person, held(problem.pins)),
      after: findings(problem, person, held(placements)),
    };
  });
}

function isSound(problem: Problem, roster: Roster): void {
  for (const { before, after } of judged(problem, roster.placements)) {
    expect(newFindings(before, after).filter((finding) => finding.severity === 'hard')).toEqual([]);
  }
  const placed = pairs(roster.placements);
  expect(new Set(placed).size).toBe(placed.length);
  expect(placed).toEqual(expect.arrayContaining(pairs(problem.pins)));
  const pins = new Set(pairs(problem.pins));
  const eligible = new Map(problem.duties.map((duty) => [duty.id, new Set(duty.eligible)]));
  for (const each of roster.placements) {
    if (!pins.has(`${each.duty} ${each.person}`)) expect(eligible.get(each.duty)!.has(each.person)).toBe(true);
    expect(each.why).toMatch(/^[A-Z].*\.$/);
  }
  const gaps = new Map(roster.gaps.map((gap) => [gap.duty, gap]));
  for (const duty of problem.duties) {
    const held = roster.placements.filter((each) => each.duty === duty.id).length;
    const gap = gaps.get(duty.id);
    expect(gap?.places ?? 0).toBe(Math.max(0, duty.count - held));
    if (!gap) continue;
    const holders = new Set(roster.placements.filter((each) => each.duty === duty.id).map((each) => each.person));
    const asked = gap.reasons.reduce((sum, each) => sum + each.people, 0);
    expect(asked).toBe(duty.eligible.filter((id) => !holders.has(id)).length);
    expect(gap.reasons.length).toBeGreaterThan(0);
  }
}

describe('a solved roster', () => {
  test('breaks no hard rule anew, keeps pins, and says why each place is filled or empty', async () => {
    await fc.assert(
      fc.asyncProperty(hospitals, seeds, async (problem, seed) => {
        isSound(problem, await solve(problem, { seed, steps: 300 }));
      }),
      { numRuns: 40 },
    );
  });

  test('leaves no place that a person could take', async () => {
    await fc.assert(
      fc.asyncProperty(hospitals, seeds, async (problem, seed) => {
        const roster = await solve(problem, { seed, steps: 200 });
        const duties = new Map<string, Duty>(problem.duties.map((duty) => [duty.id, duty]));
        for (const gap of roster.gaps) {
          for (const person of problem.people) {
            const placement = { duty: gap.duty, person: person.id };
            if (!problem.duties.find((duty) => duty.id === gap.duty)!.eligible.includes(person.id)) continue;
            if (pairs(roster.placements).includes(`${gap.duty} ${person.id}`)) continue;
            const line = roster.placements
              .filter((each) => each.person === person.id)
              .map((each) => duties.get(each.duty)!);
            const duty = duties.get(gap.duty)!;
            const isAtWork = [...line, ...person.elsewhere].some(
              (each) => each.start < duty.end && each.end > duty.start,
            );
            const at = problem.people.indexOf(person);
            const { before, after } = judged(problem, [...roster.placements, placement])[at]!;
            const hard = newFindings(before, after).filter((finding) => finding.severity === 'hard');
            expect(isAtWork || hard.length > 0).toBe(true);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  test('is the same for the same seed and steps, and gets no dearer while it is searched', async () => {
    await fc.assert(
      fc.asyncProperty(hospitals, seeds, async (problem, seed) => {
        const first = await solve(problem, { seed, steps: 250 });
        expect(await solve(problem, { seed, steps: 250 })).toEqual(first);
        const longer: Progress[] = [];
        await solve(problem, { seed, steps: 500, onProgress: (progress) => longer.push(progress) });
        const searching = longer.filter((each) => each.step > 0 && each.step < each.steps);
        expect(searching.map((each) => each.cost)).toEqual(searching.map((each) => each.cost).sort((a, b) => b - a));
      }),
      { numRuns: 10 },
    );
  });

  test('improves on the first roster by searching', async () => {
    const problem = problemOf(inventedHospital(small));
    const first = await solve(problem, { seed: 1, steps: 0 });
    const searched = await solve(problem, { seed: 1, steps: 4000 });
    expect(searched.cost).toBeLessThan(first.cost);
  });

  test('keeps pins that it would rather move', async () => {
    const hospital = problemOf(inventedHospital({ ...small, pins: 0 }));
    const days = hospital.duties.filter((duty) => duty.id.startsWith('day-north'));
    const person = hospital.people[0]!;
    const problem: Problem = {
      ...hospital,
      people: [{ ...person, contractedMinutes: 0 }, ...hospital.people.slice(1)],
      pins: days.map((duty) => ({ duty: duty.id, person: person.id })),
    };
    const roster = await solve(problem, { seed: 1, steps: 2000 });
    expect(pairs(roster.placements)).toEqual(expect.arrayContaining(pairs(problem.pins)));
    expect(roster.placements.filter((each) => each.why === 'Pinned.')).toHaveLength(days.length);
  });

  test('fills what the first roster could not, where seven people are just enough', async () => {
    const hospital = problemOf(
      inventedHospital({ seed: 7, people: 7, from: '2026-09-28', days: 28, count: 1, pins: 0 }),
    );
    const people = hospital.people.map((person) => ({ ...person, leave: [], elsewhere: [] }));
    const everybody = people.map((person) => person.id);
    const duties = hospital.duties.filter((duty) => /^(day|long|night)-north/.test(duty.id));
    const problem = {
      ...hospital,
      people,
      duties: duties.map((duty) => ({ ...duty, eligible: everybody, gapCost: 5000 })),
    };
    const first = await solve(problem, { seed: 1, steps: 0 });
    const searched = await solve(problem, { seed: 1, steps: 4000 });
    expect(first.gaps.length).toBeGreaterThan(0);
    expect(searched.gaps).toEqual([]);
    isSound(problem, searched);
  });

  test('is the best that the search has seen', async () => {
    for (const seed of [1, 2, 3]) {
      const problem = problemOf(inventedHospital({ ...small, seed }));
      const reports: Progress[] = [];
      const roster = await solve(problem, { seed, steps: 1000, onProgress: (progress) => reports.push(progress) });
      const best = Math.min(...reports.filter((each) => each.step > 0 && each.step < 1000).map((each) => each.cost));
      expect(roster.cost).toBeLessThanOrEqual(best);
    }
  });

  test('of nobody names each duty as a gap that nobody is eligible for', async () => {
    const problem = problemOf(inventedHospital({ ...small, people: 0 }));
    const roster = await solve(problem, { seed: 1, steps: 50 });
    expect(roster.gaps).toHaveLength(problem.duties.length);
    expect(roster.gaps[0]!.reasons).toEqual([{ reason: 'nobody-eligible', people: 0 }]);
  });

  test('of no duties is empty', async () => {
    const problem = { ...problemOf(inventedHospital(small)), duties: [], pins: [] };
    expect(await solve(problem, { seed: 1, steps: 50 })).toMatchObject({ placements: [], gaps: [] });
  });
});

describe('a run', () => {
  const problem = problemOf(inventedHospital(small));

  test('that is aborted reports its best placements last and rejects with the reason', async () => {
    const stop = new AbortController();
    const reports: Progress[] = [];
    const run = solve(problem, {
      seed: 1,
      steps: 1_000_000_000,
      signal: stop.signal,
      onProgress: (progress) => {
        reports.push(progress);
        if (progress.checkpoint.length > 50) setTimeout(() => stop.abort(new Error('enough')));
      },
    });
    await expect(run).rejects.toThrow('enough');
    expect(reports.at(-1)!.checkpoint.length).toBeGreaterThan(50);
  });

  test('that is aborted before it starts does nothing', async () => {
    const run = solve(problem, { seed: 1, steps: 10, signal: AbortSignal.abort(new Error('never mind')) });
    await expect(run).rejects.toThrow('never mind');
  });

  test('goes on from a checkpoint and is no dearer than it', async () => {
    const reports: Progress[] = [];
    await solve(problem, { seed: 1, steps: 500, onProgress: (progress) => reports.push(progress) });
    const checkpoint = reports.at(-1)!;
    const again = await solve(problem, { seed: 2, steps: 0, startFrom: checkpoint.checkpoint });
    expect(again.cost).toBe(checkpoint.cost);
    expect(new Set(pairs(again.placements))).toEqual(new Set(pairs(checkpoint.checkpoint)));
    const further = await solve(problem, { seed: 2, steps: 800, startFrom: checkpoint.checkpoint });
    expect(further.cost).toBeLessThanOrEqual(checkpoint.cost);
    isSound(problem, further);
  });

  test('leaves out starting placements that do not fit', async () => {
    const everything = problem.duties.flatMap((duty) =>
      problem.people.map((person) => ({ duty: duty.id, person: person.id })),
    );
    const startFrom = [
      { duty: 'cancelled', person: 'person-1' },
      { duty: everything[0]!.duty, person: 'gone' },
      ...everything,
    ];
    isSound(problem, await solve(problem, { seed: 1, steps: 100, startFrom }));
  });

  test('tells its progress up to the last step', async () => {
    const reports: Progress[] = [];
    const roster = await solve(problem, { seed: 1, steps: 300, onProgress: (progress) => reports.push(progress) });
    const last = reports.at(-1)!;
    expect(last).toMatchObject({ step: 300, steps: 300, cost: roster.cost });
    expect(last.bound).toBeLessThanOrEqual(roster.cost);
    expect(last.gaps).toBe(roster.gaps.reduce((sum, gap) => sum + gap.places, 0));
    expect(new Set(pairs(last.checkpoint))).toEqual(new Set(pairs(roster.placements)));
  });
});

describe('a problem that is wrong is refused:', () => {
  const problem = problemOf(inventedHospital({ ...small, people: 3, days: 2, pins: 0 }));
  const duty = problem.duties[0]!;
  const rest = problem.duties.slice(1);
  const person = problem.people[0]!;
  const wrong: readonly (readonly [string, Problem, string])[] = [
    ['a duty twice', { ...problem, duties: [duty, ...problem.duties] }, 'duplicate-id'],
    ['a person twice', { ...problem, people: [person, ...problem.people] }, 'duplicate-id'],
    ['a duty that ends at its start', { ...problem, duties: [{ ...duty, end: duty.start }, ...rest] }, 'bad-interval'],
    ['half a place', { ...problem, duties: [{ ...duty, count: 0.5 }, ...rest] }, 'bad-number'],
    ['a negative weight', { ...problem, weights: { ...problem.weights, fairness: -1 } }, 'bad-number'],
    ['an unknown eligible person', { ...problem, duties: [{ ...duty, eligible: ['ghost'] }, ...rest] }, 'unknown-id'],
    ['a pin of an unknown duty', { ...problem, pins: [{ duty: 'ghost', person: person.id }] }, 'unknown-id'],
    ['a pin of an unknown person', { ...problem, pins: [{ duty: duty.id, person: 'ghost' }] }, 'unknown-id'],
    [
      'a duty both open and elsewhere',
      { ...problem, people: [{ ...person, elsewhere: [duty] }, ...problem.people.slice(1)] },
      'duplicate-id',
    ],
  ];
  test.each(wrong)('%s', async (_, bad, code) => {
    await expect(solve(bad, { seed: 1, steps: 1 })).rejects.toMatchObject({ name: 'ProblemError', code });
  });
});
