import { expect, test } from 'vitest';
import { hostServiceRecorded } from './events.ts';

const stored = { site: 'RA430', service: 'Eye clinic', specialty: 'Ophthalmology', operator: null };

test('HostServiceRecorded as written at version 1 reads as it was written', () =>
  expect(hostServiceRecorded.decode({ type: 'HostServiceRecorded', version: 1, data: stored })).toEqual({
    type: 'HostServiceRecorded',
    data: stored,
  }));

test('HostServiceRecorded of a newer release is refused with the advice to upgrade', () =>
  expect(() => hostServiceRecorded.decode({ type: 'HostServiceRecorded', version: 2, data: stored })).toThrow(
    /upgrade/,
  ));
