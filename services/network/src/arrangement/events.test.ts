import { expect, test } from 'vitest';
import { arrangementAgreed } from './events.ts';

const stored = {
  id: 'ent',
  name: 'ENT',
  type: 'visiting-service',
  from: '2023-04-01',
  to: null,
  providers: ['RBD'],
  hosts: ['RH5'],
  sites: ['RA430'],
  services: ['ENT'],
  staffGroups: [],
  parties: {
    employer: null,
    payer: null,
    hostSite: null,
    hostOrganisation: null,
    operator: null,
    governance: null,
    indemnifier: null,
    dataController: null,
    rotaOwner: null,
  },
  credentials: [],
};

test('ArrangementAgreed as written at version 1 reads as it was written', () =>
  expect(arrangementAgreed.decode({ type: 'ArrangementAgreed', version: 1, data: stored })).toEqual({
    type: 'ArrangementAgreed',
    data: stored,
  }));

test('ArrangementAgreed of a newer release is refused with the advice to upgrade', () =>
  expect(() => arrangementAgreed.decode({ type: 'ArrangementAgreed', version: 2, data: stored })).toThrow(/upgrade/));
