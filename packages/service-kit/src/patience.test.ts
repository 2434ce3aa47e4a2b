import type { Position } from '@weft/eventing';
import { expect, test } from 'vitest';
import { patienceWith } from './patience.ts';

const position = '00000000000000000007' as Position;

test('who waited in vain once is the last who waits, until it has caught up', async () => {
  const caughtUp = Promise.withResolvers<void>();
  const waited: number[] = [];
  const patience = patienceWith(async (_position, withinMs) => {
    waited.push(withinMs);
    if (withinMs === 60_000) return caughtUp.promise;
    if (waited.length < 3) throw new Error('behind');
  }, 10);
  await patience(position);
  await patience(position);
  await patience(position);
  expect(waited).toEqual([10, 60_000]);
  caughtUp.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  await patience(position);
  expect(waited).toEqual([10, 60_000, 10]);
});
