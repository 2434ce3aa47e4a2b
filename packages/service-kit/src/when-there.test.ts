import { LogUnavailableError } from '@weft/eventing';
import { expect, test } from 'vitest';
import { whenThere } from './when-there.ts';

test('what is not up yet is waited for, and said once', async () => {
  const told: string[] = [];
  let tries = 0;
  const open = async () => {
    tries += 1;
    if (tries < 3) throw new LogUnavailableError('Nothing answers at esdb://there.');
    return 'open';
  };
  expect(await whenThere('the event log', open, { tell: (line) => told.push(line) })).toBe('open');
  expect(told).toEqual(['Waiting for the event log: Nothing answers at esdb://there.']);
});

test('what does not come is given up', async () => {
  const open = () => Promise.reject(Object.assign(new Error('refused'), { cause: { code: 'ECONNREFUSED' } }));
  await expect(whenThere('the bus', open, { tell: () => {}, patienceMs: 300 })).rejects.toThrow('refused');
});

test('what refuses is not waited for', async () => {
  const open = () => Promise.reject(new Error('Wrong password.'));
  const told: string[] = [];
  await expect(whenThere('the event log', open, { tell: (line) => told.push(line) })).rejects.toThrow('Wrong password');
  expect(told).toEqual([]);
});
