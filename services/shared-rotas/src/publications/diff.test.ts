import { expect, test } from 'vitest';
import type { DutyState } from '../board/state.ts';
import { aDuty } from '../testing.ts';
import { diffOf, touchedBy } from './diff.ts';

const state = (
  id: string,
  people: string[],
  changes: Parameters<typeof aDuty>[1] = {},
  withdrawn = false,
): DutyState => ({
  duty: aDuty(id, changes),
  withdrawn,
  filled: people.map((person) => ({ person, booking: `${id}~${person}` }) as DutyState['filled'][number]),
});
const brief = (changes: readonly { duty: string; person: string | null; what: string }[]) =>
  changes.map(({ duty, person, what }) => [duty, person, what]);

test('people who came and went are told apart', () => {
  const { added, removed, changed } = diffOf([state('d1', ['p1', 'p2'])], [state('d1', ['p2', 'p3'])]);
  expect(brief(added)).toEqual([['d1', 'p3', 'placed']]);
  expect(brief(removed)).toEqual([['d1', 'p1', 'taken-off']]);
  expect(changed).toEqual([]);
});

test('a duty that was opened, withdrawn or changed is told', () => {
  const before = [state('d1', ['p1']), state('d2', []), state('d3', [])];
  const after = [
    state('d2', [], { end: '2026-03-02T18:00:00Z' }),
    state('d1', [], {}, true),
    state('d3', []),
    state('d4', []),
  ];
  const diff = diffOf(before, after);
  expect(brief(diff.changed).sort()).toEqual([
    ['d1', null, 'withdrawn'],
    ['d2', null, 'changed'],
    ['d4', null, 'opened'],
  ]);
  expect(brief(diff.removed)).toEqual([['d1', 'p1', 'taken-off']]);
  expect(touchedBy(diff)).toEqual(new Set(['d1', 'd2', 'd4']));
});

test('the same person booked anew is no change', () => {
  const again = { ...state('d1', ['p1']), filled: [{ person: 'p1', booking: 'other' } as DutyState['filled'][number]] };
  expect(touchedBy(diffOf([state('d1', ['p1'])], [again])).size).toBe(0);
});
