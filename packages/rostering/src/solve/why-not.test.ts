import { expect, test } from 'vitest';
import { checkPerson } from '../check.ts';
import type { Candidate, OpenDuty, Problem } from '../model.ts';
import { instantOf } from '../zone.ts';
import { whyNot } from './why-not.ts';

const at = (date: string, time: string) => instantOf('Europe/London', date, time);
const duty = (id: string, from: [string, string], to: [string, string], eligible: string[]): OpenDuty => ({
  id,
  site: 'north',
  kind: 'shift',
  start: at(...from),
  end: at(...to),
  breakMinutes: 60,
  expectedWorkMinutes: 0,
  count: 1,
  eligible,
  gapCost: 1000,
});
const person = (id: string): Candidate => ({
  id,
  optOut48: false,
  employments: [{ employer: 'north', assignment: '1', pack: 'EN-RD-2016', wte: 1, annualLeaveDays: 27 }],
  leave: [{ kind: 'annual', from: '2026-11-06', to: '2026-11-07' }],
  elsewhere: [],
  contractedMinutes: null,
});
const late = duty('late', ['2026-11-02', '14:00'], ['2026-11-02', '22:00'], ['ann', 'bea']);
const early = duty('early', ['2026-11-03', '08:00'], ['2026-11-03', '16:00'], ['ann', 'bea']);
const noon = duty('noon', ['2026-11-02', '12:00'], ['2026-11-02', '16:00'], ['ann', 'bea']);
const friday = duty('friday', ['2026-11-06', '09:00'], ['2026-11-06', '17:00'], ['ann']);
const problem: Problem = {
  frame: {
    zone: 'Europe/London',
    period: { from: '2026-11-02', to: '2026-11-30' },
    known: { from: '2026-11-02', to: '2026-11-30' },
    travelMinutes: () => 0,
  },
  people: [person('ann'), person('bea')],
  duties: [late, early, noon, friday],
  pins: [],
  weights: { softFinding: 1, hoursBalance: 1, fairness: 1, travelMinute: 1 },
};
const roster = { placements: [{ duty: 'late', person: 'ann' }] };
const ask = (id: string, who: string) => whyNot(problem, roster, { duty: id, person: who });

test('ten hours after a late duty the rest rule is named with what would mend it', () => {
  const answer = ask('early', 'ann');
  expect(answer.stop).toBe('rules');
  expect(answer.findings.map((finding) => finding.rule)).toContain('RD-REST11');
  expect(answer.sentence).toContain(answer.findings.find((finding) => finding.rule === 'RD-REST11')!.mend);
  expect(answer.sentence).toMatch(/ Could, if they gave up their duty of Mon 2 Nov 2026 14:00\.$/);
  expect(answer.change).toMatchObject({ giveUp: ['late'], insteadOf: null, cost: 0 });
});

test('a duty at the same time is named', () => {
  expect(ask('noon', 'ann')).toMatchObject({
    stop: 'already-working',
    sentence: 'Works at that time already: late. Could, if they gave up their duty of Mon 2 Nov 2026 14:00.',
  });
});

test('leave is a rule', () => {
  const answer = ask('friday', 'ann');
  expect(answer).toMatchObject({ stop: 'rules', change: null });
  expect(answer.findings.map((finding) => finding.rule)).toEqual(['LEAVE']);
});

test('a person who is not eligible is told so, with what the rules would say as well', () => {
  expect(ask('friday', 'bea')).toMatchObject({ stop: 'not-eligible', findings: [{ rule: 'LEAVE' }] });
});

test('a person whom nothing stops, and one who has the duty, are told so', () => {
  expect(ask('early', 'bea')).toMatchObject({ stop: 'nothing', findings: [] });
  expect(checkPerson(problem.frame, problem.people[1]!, [early]).filter((each) => each.severity === 'hard')).toEqual(
    [],
  );
  expect(ask('late', 'ann').stop).toBe('holds-it');
  expect(ask('late', 'bea')).toMatchObject({ stop: 'nothing', change: { giveUp: [], insteadOf: 'ann' } });
  expect(ask('early', 'bea').sentence).toMatch(/A place is empty\.$/);
});

test('a place that is pinned is not made free, and a pin is not given up', () => {
  const pinned = { ...problem, pins: roster.placements };
  expect(whyNot(pinned, roster, { duty: 'late', person: 'bea' })).toMatchObject({ stop: 'nothing', change: null });
  expect(whyNot(pinned, roster, { duty: 'noon', person: 'ann' })).toMatchObject({
    stop: 'already-working',
    change: null,
  });
});

test('ids of another problem are refused', () => {
  expect(() => ask('ghost', 'ann')).toThrow('no duty ghost');
  expect(() => ask('late', 'ghost')).toThrow('no person ghost');
});
