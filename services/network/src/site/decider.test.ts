import { type OrganisationCode, Site } from '@weft/contracts';
import { specify } from '@weft/eventing/testing';
import { describe, expect, test } from 'vitest';
import { places, siteOf } from '../places.fixture.ts';
import { siteStream } from './decider.ts';
import { siteRecorded } from './events.ts';
import { organisationOn } from './on-day.ts';

const given = specify(siteStream.decider);
const yeovil = siteOf('RA430', 'RA4', places.yeovil);
const run = (...organisations: { code: string; from: string | null; to: string | null }[]) =>
  Site.parse({ ...yeovil, organisations });
const recording = (site: Site) => ({ type: 'RecordSite' as const, site, unknown: [] });

describe('recording a site', () => {
  test('a site is recorded; the same again changes nothing', () => {
    given().when(recording(yeovil)).yields(siteRecorded.create(yeovil));
    given(siteRecorded.create(yeovil))
      .when(recording(structuredClone(yeovil)))
      .yields();
  });

  test('a site of an unknown organisation is refused', () =>
    given()
      .when({ ...recording(yeovil), unknown: ['RA4'] as OrganisationCode[] })
      .refuses('unknown-organisation'));

  test('two organisations on one day are refused', () =>
    given()
      .when(recording(run({ code: 'RA4', from: null, to: null }, { code: 'RH5', from: '2023-04-01', to: null })))
      .refuses('organisations-overlap'));

  test('a period that ends before it begins is refused', () =>
    given()
      .when(recording(run({ code: 'RA4', from: '2023-04-01', to: '2023-04-01' })))
      .refuses('impossible-dates'));

  test('a latitude alone is refused', () =>
    given()
      .when(recording({ ...yeovil, longitude: null }))
      .refuses('half-a-place'));
});

test('a site belongs to what its organisation has become part of', () => {
  const successors: Record<string, { code: OrganisationCode; on: string }> = {
    RA4: { code: 'RH5' as OrganisationCode, on: '2023-04-01' },
  };
  const on = (day: string) => organisationOn(yeovil, day, (code) => successors[code]);
  expect(on('2019-01-01')).toBe('RA4');
  expect(on('2023-04-01')).toBe('RH5');
});

test('a site belongs to nobody on days for which nobody is recorded', () =>
  expect(organisationOn(run({ code: 'RA4', from: '2000-01-01', to: '2001-01-01' }), '2002-01-01', () => null)).toBe(
    null,
  ));
