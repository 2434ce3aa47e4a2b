import { expect, test } from 'vitest';
import { groupOf } from './group.ts';

const free = {
  ok: true,
  stop: null,
  gate: { ok: true, because: null, details: null },
  arrangement: null,
  hoursBalance: -8,
  repair: null,
};

test('own people come first, by whether their hours are used up, then those of other employers', () => {
  expect(groupOf(free)).toBe('free');
  expect(groupOf({ ...free, hoursBalance: null })).toBe('free');
  expect(groupOf({ ...free, hoursBalance: 4 })).toBe('extra-hours');
  expect(groupOf({ ...free, hoursBalance: 4, arrangement: { id: 'a', name: 'A' } })).toBe('other-employers');
});

test('whoever is stopped is told by what', () => {
  const stopped = { ...free, ok: false };
  expect(groupOf({ ...stopped, stop: 'rules' })).toBe('rules');
  const repair = { giveUp: [], cost: 100, disturbed: 1, sentence: 'Could.' };
  expect(groupOf({ ...stopped, stop: 'rules', repair })).toBe('giving-up');
  expect(groupOf({ ...stopped, stop: 'already-working', repair })).toBe('giving-up');
  expect(groupOf({ ...stopped, stop: 'on-leave' })).toBe('away');
  expect(groupOf({ ...stopped, stop: 'already-working' })).toBe('away');
  expect(groupOf({ ...stopped, stop: 'not-judged' })).toBe('not-judged');
  expect(groupOf({ ...stopped, stop: 'skill-missing', gate: { ok: false, because: 'No.', details: null } })).toBe(
    'barred',
  );
});
