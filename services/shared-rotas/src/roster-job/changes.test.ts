import { expect, test } from 'vitest';
import type { DutyState } from '../board/state.ts';
import { aDuty, ids } from '../testing.ts';
import { changesOf } from './changes.ts';

const state = (id: string, people: string[]): DutyState => ({
  duty: aDuty(id),
  withdrawn: false,
  filled: people.map((person) => ({ person, booking: `${id}~${person}` }) as DutyState['filled'][number]),
});
const place = (duty: string, person: string, why = 'Pinned.') => ({
  duty: ids.duty(duty),
  person: ids.person(person),
  why,
});

test('a roster is told by what it changes: who comes and why, who goes, who stays', () => {
  const { duties, people } = changesOf(
    {
      placements: [place('d1', 'p1'), place('d2', 'p3', 'Fewest hours.'), place('d3', 'p2', 'Only one free.')],
      leaving: [{ duty: 'd2', person: 'p2' }],
    },
    [state('d1', ['p1']), state('d2', ['p2']), state('d3', [])],
  );
  expect(duties).toEqual([
    { duty: 'd2', stays: [], goes: ['p2'], comes: [{ person: 'p3', why: 'Fewest hours.' }] },
    { duty: 'd3', stays: [], goes: [], comes: [{ person: 'p2', why: 'Only one free.' }] },
  ]);
  expect(people).toEqual([
    { person: 'p2', comes: ['d3'], goes: ['d2'], hours: { before: 8, after: 8 } },
    { person: 'p3', comes: ['d2'], goes: [], hours: { before: 0, after: 8 } },
  ]);
});

test('whoever came or went meanwhile is no change of the roster', () => {
  expect(
    changesOf({ placements: [place('d1', 'p1', 'Free.')], leaving: [{ duty: 'd1', person: 'p2' }] }, [
      state('d1', ['p1']),
    ]),
  ).toEqual({ duties: [], people: [] });
});
