import { expect, test } from 'vitest';
import { organisationRecorded } from './events.ts';

const stored = {
  code: 'RA4',
  kind: 'nhs-trust',
  names: [{ name: 'Yeovil', from: null, to: '2023-04-01' }],
  successor: { code: 'RH5', on: '2023-04-01' },
  source: 'register',
};

test('OrganisationRecorded as written at version 1 reads as it was written', () =>
  expect(organisationRecorded.decode({ type: 'OrganisationRecorded', version: 1, data: stored })).toEqual({
    type: 'OrganisationRecorded',
    data: stored,
  }));

test('OrganisationRecorded of a newer release is refused with the advice to upgrade', () =>
  expect(() => organisationRecorded.decode({ type: 'OrganisationRecorded', version: 2, data: stored })).toThrow(
    /upgrade/,
  ));
