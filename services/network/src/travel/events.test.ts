import { expect, test } from 'vitest';
import { travelSet } from './events.ts';

const stored = { from: 'RA430', to: 'RBD01', minutes: 41, by: 'computed' };

test('TravelSet as written at version 1 reads as it was written', () =>
  expect(travelSet.decode({ type: 'TravelSet', version: 1, data: stored })).toEqual({
    type: 'TravelSet',
    data: stored,
  }));

test('TravelSet of a newer release is refused with the advice to upgrade', () =>
  expect(() => travelSet.decode({ type: 'TravelSet', version: 2, data: stored })).toThrow(/upgrade/));
