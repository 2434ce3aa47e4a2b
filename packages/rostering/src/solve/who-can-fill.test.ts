import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { checkPerson } from '../check.ts';
import type { Candidate, Duty, Frame, Leave } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { instantOf } from '../zone.ts';
import { problemOf } from './problem-data.ts';
import { inventedHospital } from './testing/invented-hospital.ts';
import { whoCanFill } from './who-can-fill.ts';

vi.setConfig({ testTimeout: 60_000 });

const frame: Frame = {
  zone: 'Europe/London',
  period: { from: '2026-11-02', to: '2026-11-30' },
  known: { from: '2026-11-02', to: '2026-11-30' },
  travelMinutes: () => 30,
};
const shift = (id: string, date: string, from: string, to: string, site = 'north'): Duty => ({
  id,
  site,
  kind: 'shift',
  start: instantOf('Europe/London', date, from),
  end: instantOf('Europe/London', date, to),
  breakMinutes: 30,
  expectedWorkMinutes: 0,
});
const asked = shift('asked', '2026-11-03', '08:00', '16:00');
const candidate = (
  id: string,
  elsewhere: Duty[],
  more: { leave?: Leave[]; contractedMinutes?: number } = {},
): Candidate => ({
  id,
  optOut48: false,
  employments: [{ employer: 'north', assignment: id, pack: 'EN-RD-2016', wte: 1, annualLeaveDays: 27 }],
  leave: more.leave ?? [],
  elsewhere,
  contractedMinutes: more.contractedMinutes ?? 4800,
});
const leave: Leave[] = [{ kind: 'study', from: '2026-11-03', to: '2026-11-04' }];

test('people rank by hours and travel, then come those whom rules, work or leave stop, each with the reason', () => {
  const ranked = whoCanFill(frame, asked, [
    candidate('away', [], { leave }),
    candidate('tired', [shift('late', '2026-11-02', '14:00', '22:00')]),
    candidate('busy', [shift('noon', '2026-11-03', '12:00', '18:00')]),
    candidate('travels', [shift('monday', '2026-11-02', '08:00', '16:00', 'hill')]),
    candidate('works', [shift('monday2', '2026-11-02', '08:00', '16:00')]),
    candidate('rested', []),
  ]);
  expect(ranked.map(({ person, stop, reason }) => [person, stop, reason])).toEqual([
    ['rested', null, 'No finding; 72 h under the contracted hours with it; no more travel.'],
    ['works', null, 'No finding; 64 h under the contracted hours with it; no more travel.'],
    ['travels', null, 'No finding; 64 h under the contracted hours with it; 30 min more travel.'],
    ['tired', 'rules', expect.stringMatching(/^Would break .*RD-REST11\. ./)],
    ['busy', 'already-working', 'Works at that time already.'],
    ['away', 'on-leave', 'On leave at that time.'],
  ]);
  expect(ranked[0]).toMatchObject({ overContractMinutes: -4320, travelMinutes: 0, hard: [], soft: [] });
});

test('who could by giving up a duty comes before those whom nothing helps, with what to give up and who could take it', () => {
  const late = shift('late', '2026-11-02', '14:00', '22:00');
  const noon = shift('noon', '2026-11-03', '12:00', '18:00');
  const kept = shift('kept', '2026-11-03', '12:00', '18:00');
  const spare = candidate('spare', []);
  const ranked = whoCanFill(
    frame,
    asked,
    [candidate('busy', [noon]), candidate('tied', [kept]), candidate('tired', [late]), candidate('rested', [])],
    {
      givingUp: {
        gapCost: (_, { id }) => (id === 'late' ? 900 : id === 'noon' ? 5000 : null),
        changeTax: 100,
        takers: ({ id }) => (id === 'noon' ? [spare] : []),
      },
    },
  );
  expect(ranked.map(({ person, repair }) => [person, repair?.giveUp ?? null, repair?.takers ?? null])).toEqual([
    ['rested', null, null],
    ['busy', ['noon'], ['spare']],
    ['tired', ['late'], [null]],
    ['tied', null, null],
  ]);
  expect(ranked[1]!.repair).toMatchObject({
    disturbed: 2,
    words: 'Could, if they gave up their duty of Tue 3 Nov 2026 12:00 (somebody else could take it).',
  });
  const [, , tired] = ranked;
  expect(tired).toMatchObject({ stop: 'rules', cost: tired!.repair!.cost, repair: { disturbed: 1, isFollowed: true } });
  expect(tired!.repair!.words).toMatch(/14:00 \(nobody was found to take it\)\.$/);
  // 900 for the gap, 100 for the change, and as many hours as before.
  expect(tired!.cost).toBe(1000);
});

test('the rules are asked until enough people are found', () => {
  const free = ['a', 'b', 'c', 'd'].map((id) => candidate(id, []));
  expect(whoCanFill(frame, asked, free, { enough: 2 }).map((each) => each.stop)).toEqual([
    null,
    null,
    'not-judged',
    'not-judged',
  ]);
});

test('what it says of each person is what the rules say', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(100), (seed, pick) => {
      const size = { seed, people: 10, from: '2026-10-19', days: 10, count: 1, pins: 0 };
      const problem = problemOf(inventedHospital(size));
      const people = new Map(problem.people.map((person) => [person.id, person]));
      const duty = problem.duties[pick % problem.duties.length]!;
      const ranked = whoCanFill(problem.frame, duty, problem.people);
      expect(new Set(ranked.map((each) => each.person))).toEqual(new Set(people.keys()));
      for (const { person: id, stop, hard, soft } of ranked) {
        const person = people.get(id)!;
        const before = checkPerson(problem.frame, person, person.elsewhere);
        const fresh = newFindings(before, checkPerson(problem.frame, person, [...person.elsewhere, duty]));
        const rules = fresh.filter((finding) => finding.severity === 'hard').map((finding) => finding.rule);
        if (stop === null) expect(rules).toEqual([]);
        if (stop === 'rules') expect(hard.map((finding) => finding.rule)).toEqual(rules);
        if (stop === 'on-leave') expect(rules.some((rule) => rule === 'LEAVE' || rule === 'OVERLAP')).toBe(true);
        if (stop === 'already-working') expect(rules).toContain('OVERLAP');
        if (stop === null) expect(soft).toEqual(fresh.filter((finding) => finding.severity === 'soft'));
      }
    }),
    { numRuns: 100 },
  );
});
