import { expect, test } from 'vitest';
import type { DutyState } from '../board/state.ts';
import { aDuty } from '../testing.ts';
import { skillGaps } from './skill-mix.ts';

const state = (id: string, people: string[], changes: Parameters<typeof aDuty>[1] = {}): DutyState => ({
  duty: aDuty(id, changes),
  withdrawn: false,
  filled: people.map((person) => ({ person, booking: `${id}~${person}` }) as DutyState['filled'][number]),
});
const senior = { role: 'consultant', grades: ['consultant'] };

test('people at work without the senior whom the demand asks for are told', () => {
  const gaps = skillGaps([state('d1', ['p1', 'p2'], { count: 2 }), state('senior', [], senior)]);
  expect(gaps.map(({ state: { duty }, working }) => [duty.duty, working])).toEqual([['senior', 2]]);
});

test('where nobody works, where another of the role is there, or at another time, no skill is missing', () => {
  const later = { start: '2026-03-02T20:00:00Z', end: '2026-03-03T08:00:00Z' };
  expect(skillGaps([state('d1', []), state('senior', [], senior)])).toEqual([]);
  expect(skillGaps([state('d1', ['p1']), state('other', ['p9'], senior), state('senior', [], senior)])).toEqual([]);
  expect(skillGaps([state('d1', ['p1']), state('senior', [], { ...senior, ...later })])).toEqual([]);
  expect(skillGaps([state('d1', ['p1']), state('anyone', [], { role: 'helper', grades: [] })])).toEqual([]);
});
