import { expect, test } from 'vitest';
import { balanceWords, canFill, costWords, type GroupName, inGroups } from './candidate-groups.ts';
import { soonWords } from './gap-words.ts';

const one = (person: string, group: GroupName) => ({ person, group });

test('everybody who is asked stands in a group, those who can come first', () => {
  const groups = inGroups([
    one('a', 'barred'),
    one('b', 'free'),
    one('c', 'rules'),
    one('d', 'free'),
    one('e', 'giving-up'),
  ]);
  expect(groups.map(({ group, people }) => [group, people.map(({ person }) => person)])).toEqual([
    ['free', ['b', 'd']],
    ['giving-up', ['e']],
    ['rules', ['c']],
    ['barred', ['a']],
  ]);
  expect(
    (['free', 'extra-hours', 'other-employers', 'rules', 'away'] as const).map((group) => canFill({ group })),
  ).toEqual([true, true, true, false, false]);
});

test('hours and cost are said as far as they are known', () => {
  expect([balanceWords(3), balanceWords(-12.5), balanceWords(0), balanceWords(null)]).toEqual([
    '3 h over',
    '12.5 h under',
    'exactly the agreed hours',
    'no hours agreed',
  ]);
  const ada = { group: 'free', hoursBalance: -2, payer: 'Northgate' } as const;
  expect(costWords(ada)).toBe('within agreed hours, paid by Northgate');
  expect(costWords({ ...ada, group: 'extra-hours', hoursBalance: 2 })).toContain('the rate is not known here');
});

test('a gap says how soon it is', () => {
  expect([-5, 40, 90, 300, 4320].map(soonWords)).toEqual(['under way', 'in 40 min', 'in 2 h', 'in 5 h', 'in 3 days']);
});
