import { expect, test } from 'vitest';
import { byWeek, dutiesOf, leftBehind, stateOf, toggled } from './choice.ts';

const ada = { comes: ['d1', 'd2'], goes: ['d3'] };

test('a person’s changes are taken by their duties, together with who comes or goes there', () => {
  const none = new Set<string>();
  const some = toggled(none, dutiesOf(ada));
  expect([...some]).toEqual(['d1', 'd2', 'd3']);
  expect(stateOf(some, dutiesOf({ comes: ['d3'], goes: ['d4'] }))).toBe('some');
  expect(stateOf(toggled(some, ['d1']), dutiesOf(ada))).toBe('some');
  expect(stateOf(toggled(some, dutiesOf(ada)), dutiesOf(ada))).toBe('none');
  expect(stateOf(some, dutiesOf(ada))).toBe('all');
});

test('duties stand by week', () => {
  const duties = [
    { duty: 'd1', date: '2026-03-10' },
    { duty: 'd2', date: '2026-03-08' },
    { duty: 'd3', date: '2026-03-09' },
  ];
  expect(byWeek(duties).map(({ week, duties: own }) => [week, own.map(({ duty }) => duty)])).toEqual([
    ['2026-03-02', ['d2']],
    ['2026-03-09', ['d1', 'd3']],
  ]);
});

test('who comes on a chosen duty from one that is not chosen is told', () => {
  const people = [
    { comes: ['d1'], goes: ['d2', 'd3'] },
    { comes: ['d2'], goes: ['d4'] },
  ];
  expect(leftBehind(new Set(['d1', 'd3']), people)).toEqual(['d2']);
  expect(leftBehind(new Set(['d1', 'd2', 'd3', 'd4']), people)).toEqual([]);
  expect(leftBehind(new Set(['d3']), people)).toEqual([]);
});
