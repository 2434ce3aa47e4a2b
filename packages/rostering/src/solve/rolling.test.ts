import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { checkPerson } from '../check.ts';
import type { Candidate, Duty, OpenDuty, Placement, Problem } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { addDays, instantOf } from '../zone.ts';
import { problemOf } from './problem-data.ts';
import { solve } from './solve.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Rules that look at one period by itself: a mean over it, or a share of its weekends. */
const OF_ONE_PERIOD = ['RD-AVG48', 'RD-WE2', 'RD-WE3'];

/** The next period after a roster: what everybody did is history, what is published of the next already is pinned. */
function nextPeriod(
  next: Problem,
  last: { readonly problem: Problem; readonly held: readonly Placement[]; readonly published: readonly Placement[] },
): Problem {
  const dutyOf = new Map<string, Duty>(last.problem.duties.map((duty) => [duty.id, duty]));
  return {
    ...next,
    frame: { ...next.frame, known: { from: last.problem.frame.known.from, to: next.frame.known.to } },
    people: next.people.map((person, index) => ({
      ...person,
      elsewhere: [
        ...last.problem.people[index]!.elsewhere,
        ...last.held.filter((each) => each.person === person.id).map(({ duty }) => dutyOf.get(duty)!),
      ],
    })),
    pins: [...last.published],
  };
}

describe('the next period, solved with the last one as history', () => {
  test('breaks no hard rule over the border, judged over both, and keeps what was published of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), fc.constantFrom('2026-03-16', '2026-10-12'), async (seed, from) => {
        const size = { seed, people: 9, days: 14, count: 1, pins: 0 };
        const first = problemOf(inventedHospital({ ...size, from }));
        const second = problemOf(inventedHospital({ ...size, from: addDays(from, 14) }));
        const { placements: held } = await solve(first, { seed, steps: 200 });
        const early = second.duties.filter(
          ({ start }) => start < instantOf('Europe/London', addDays(from, 16), '00:00'),
        );
        // What is published was itself made with the last period in view.
        const before = nextPeriod({ ...second, duties: early }, { problem: first, held, published: [] });
        const published = (await solve(before, { seed, steps: 50 })).placements.map(({ duty, person }) => ({
          duty,
          person,
        }));
        const problem = nextPeriod(second, { problem: first, held, published });
        const roster = await solve(problem, { seed, steps: 300 });

        const kept = new Set(roster.placements.map(({ duty, person }) => `${duty} ${person}`));
        for (const { duty, person } of published) expect(kept).toContain(`${duty} ${person}`);
        const dutyOf = new Map<string, Duty>(problem.duties.map((duty) => [duty.id, duty]));
        const both = { ...problem.frame, period: { from, to: second.frame.period.to } };
        for (const person of problem.people) {
          const line = roster.placements
            .filter((each) => each.person === person.id)
            .map(({ duty }) => dutyOf.get(duty)!);
          const fresh = newFindings(
            checkPerson(both, person, person.elsewhere),
            checkPerson(both, person, [...person.elsewhere, ...line]),
          );
          expect(fresh.filter(({ severity, rule }) => severity === 'hard' && !OF_ONE_PERIOD.includes(rule))).toEqual(
            [],
          );
        }
      }),
      { numRuns: 25 },
    );
  });

  const ZONE = 'Europe/London';
  const duty = (id: string, date: string, [from, hours]: readonly [string, number]): OpenDuty => {
    const start = instantOf(ZONE, date, from);
    const end = start + hours * 3_600_000;
    const of = { site: 'north', kind: 'shift' as const, breakMinutes: 90, expectedWorkMinutes: 0 };
    return { id, ...of, start, end, count: 1, eligible: ['ada'], gapCost: 1000 };
  };
  const ask = (asked: readonly OpenDuty[], history: readonly OpenDuty[]) => {
    const ada: Candidate = {
      id: 'ada',
      optOut48: true,
      employments: [{ employer: 'north', assignment: 'a', pack: 'EN-RD-2016', wte: 1, annualLeaveDays: 27 }],
      leave: [],
      elsewhere: history,
      contractedMinutes: null,
    };
    const period = { from: '2026-11-30', to: '2026-12-28' };
    const frame = { zone: ZONE, period, known: { from: '2026-11-02', to: period.to }, travelMinutes: () => 0 };
    const weights = { softFinding: 1, hoursBalance: 1, fairness: 1, travelMinute: 1 };
    return solve({ frame, people: [ada], duties: asked, pins: [], weights }, { seed: 1, steps: 20 });
  };
  const days = (count: number, make: (date: string) => OpenDuty) =>
    Array.from({ length: count }, (_, index) => make(addDays('2026-11-30', index - count)));

  const daily = (name: string, times: readonly [string, number]) => (date: string) =>
    duty(`${name} ${date}`, date, times);
  const FIRST = '2026-11-30';

  test.each<readonly [string, string, readonly OpenDuty[], OpenDuty]>([
    [
      'four nights up to the border',
      'RD-NIGHT4',
      days(4, daily('night', ['21:00', 10])),
      daily('night', ['21:00', 10])(FIRST),
    ],
    [
      'a night that ends on the first day',
      'RD-NIGHT-REST',
      days(1, daily('night', ['20:30', 12])),
      daily('long', ['08:00', 12])('2026-12-01'),
    ],
    [
      'four long shifts up to the border',
      'RD-LONG4',
      days(4, daily('long', ['08:00', 12])),
      daily('long', ['08:00', 12])(FIRST),
    ],
    [
      'a late shift on the last evening',
      'RD-REST11',
      days(1, daily('late', ['13:00', 9.5])),
      daily('early', ['07:00', 8])(FIRST),
    ],
    [
      'seven days of shifts up to the border',
      'RD-7',
      days(7, daily('short', ['09:00', 5])),
      daily('short', ['09:00', 5])(FIRST),
    ],
    [
      '60 hours in six days up to the border',
      'RD-72',
      days(6, daily('day', ['08:00', 10])),
      daily('long', ['08:00', 13])(FIRST),
    ],
  ])('%s are held against the first days after it: %s', async (_, rule, history, asked) => {
    expect((await ask([asked], [])).gaps).toEqual([]);
    expect((await ask([asked], history)).gaps).toEqual([
      { duty: asked.id, places: 1, reasons: [{ reason: rule, people: 1 }] },
    ]);
  });
});
