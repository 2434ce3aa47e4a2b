import { expect, test } from 'vitest';
import type { DutyState } from '../board/state.ts';
import { aDuty } from '../testing.ts';
import { harmAmong } from './harm.ts';

const state = (id: string, people: string[], changes: Parameters<typeof aDuty>[1] = {}): DutyState => ({
  duty: aDuty(id, changes),
  withdrawn: false,
  filled: people.map((person) => ({ person, booking: `${id}~${person}` }) as DutyState['filled'][number]),
});
const night = { start: '2026-03-02T20:00:00Z', end: '2026-03-03T08:00:00Z' };

test('an empty duty with nobody else of its role at the site is the worst gap', () => {
  const short = state('short', ['p1'], { count: 2 });
  const beside = state('beside', []);
  const alone = state('alone', [], night);
  const harm = harmAmong([short, beside, alone]);
  expect([short, beside, alone].map(harm)).toEqual([1, 2, 3]);
});

test('somebody of another role, at another site or on a withdrawn duty does not help', () => {
  const gap = state('gap', []);
  const others = [
    state('nurse', ['p1'], { role: 'nurse' }),
    { ...state('gone', ['p2']), withdrawn: true },
    state('next', ['p3'], { start: '2026-03-02T16:00:00Z', end: '2026-03-02T20:00:00Z' }),
  ];
  expect(harmAmong([gap, ...others])(gap)).toBe(3);
});
