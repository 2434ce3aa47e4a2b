import type { OrganisationCode } from '@weft/contracts';
import { specify } from '@weft/eventing/testing';
import { describe, test } from 'vitest';
import { trust } from '../places.fixture.ts';
import { organisationStream } from './decider.ts';
import { organisationRecorded } from './events.ts';

const given = specify(organisationStream.decider);
const yeovil = trust('RA4', 'Yeovil District', { code: 'RH5', on: '2023-04-01' });
const rh5 = ['RH5'] as OrganisationCode[];
const named = (...names: { name: string; from: string | null; to: string | null }[]) => ({
  type: 'RecordOrganisation' as const,
  organisation: { ...yeovil, names },
  successors: rh5,
});

describe('recording an organisation', () => {
  test('an organisation is recorded with its successor', () =>
    given()
      .when({ type: 'RecordOrganisation', organisation: yeovil, successors: rh5 })
      .yields(organisationRecorded.create(yeovil)));

  test('the same again changes nothing', () =>
    given(organisationRecorded.create(yeovil))
      .when({ type: 'RecordOrganisation', organisation: structuredClone(yeovil), successors: rh5 })
      .yields());

  test('two names on one day are refused', () =>
    given()
      .when(named({ name: 'Old', from: null, to: '2020-02-01' }, { name: 'New', from: '2020-01-31', to: null }))
      .refuses('names-overlap'));

  test('a name may begin on the day on which the one before it ends', () => {
    const command = named({ name: 'Old', from: null, to: '2020-02-01' }, { name: 'New', from: '2020-02-01', to: null });
    given().when(command).yields(organisationRecorded.create(command.organisation));
  });

  test('a name that ends before it begins is refused', () =>
    given()
      .when(named({ name: 'Odd', from: '2020-02-01', to: '2020-01-01' }))
      .refuses('impossible-dates'));

  test('a successor that nobody recorded is refused', () =>
    given().when({ type: 'RecordOrganisation', organisation: yeovil, successors: null }).refuses('successor-unknown'));

  test('an organisation that would become part of itself is refused', () =>
    given()
      .when({ type: 'RecordOrganisation', organisation: yeovil, successors: ['RH5', 'RA4'] as OrganisationCode[] })
      .refuses('successor-loop'));
});
