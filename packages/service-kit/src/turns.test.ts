import { setImmediate as nextRound } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { turnsBy } from './turns.ts';

test('commands begin before queries, each in the order in which they came', async () => {
  const turns = turnsBy(() => 0);
  const begun: string[] = [];
  for (const [name, isCommand] of [
    ['q1', false],
    ['c1', true],
    ['q2', false],
    ['c2', true],
  ] as const)
    turns.wait(() => begun.push(name), isCommand);
  expect(begun).toEqual([]);
  await nextRound();
  expect(begun).toEqual(['c1', 'c2', 'q1', 'q2']);
});

test('a round begins what it has time for, and the next one goes on', async () => {
  let at = 0;
  const turns = turnsBy(() => at);
  const begun: number[] = [];
  for (let n = 0; n < 6; n++)
    turns.wait(() => {
      begun.push(n);
      at += 3;
    }, false);
  await nextRound();
  expect(begun).toEqual([0, 1]);
  expect(turns.longestMs()).toBe(6);
  while (begun.length < 6) await nextRound();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
  expect(turns.longestMs()).toBe(0);
});
