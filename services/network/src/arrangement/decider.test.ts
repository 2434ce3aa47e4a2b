import type { Arrangement, OrganisationCode } from '@weft/contracts';
import { specify } from '@weft/eventing/testing';
import { describe, expect, test } from 'vitest';
import { places, siteOf, trust, visitingEnt } from '../places.fixture.ts';
import { arrangementStream } from './decider.ts';
import { arrangementAgreed, arrangementConsented, arrangementEnded, arrangementProposed } from './events.ts';
import type { NetworkFacts } from './terms.ts';

const given = specify(arrangementStream.decider);
const ra4 = trust('RA4', 'Yeovil District', { code: 'RH5', on: '2023-04-01' });
const organisations = [ra4, trust('RH5', 'Somerset'), trust('RBD', 'Dorset County')];
const sites = [siteOf('RA430', 'RA4', places.yeovil), siteOf('RBD01', 'RBD', places.dorset)];
const facts: NetworkFacts = {
  organisations: new Map(organisations.map((one) => [one.code, one])),
  sites: new Map(sites.map((one) => [one.code, one])),
};
const [rbd, rh5] = ['RBD', 'RH5'] as OrganisationCode[] as [OrganisationCode, OrganisationCode];
const agreeing = (arrangement: Arrangement, ...by: OrganisationCode[]) => ({
  type: 'AgreeArrangement' as const,
  arrangement,
  facts,
  by,
});
const refused = (changes: Record<string, unknown>) => given().when(agreeing(visitingEnt(changes), rbd, rh5));
const ent = visitingEnt();

describe('agreeing', () => {
  test('one side proposes, and it holds when the other agrees to the same', () => {
    const proposed = arrangementProposed.create({ arrangement: ent, by: rbd });
    given().when(agreeing(ent, rbd)).yields(proposed);
    given(proposed).when(agreeing(ent, rh5)).yields(arrangementAgreed.create(ent));
  });

  test('the same side agreeing twice binds nobody', () =>
    given(arrangementProposed.create({ arrangement: ent, by: rbd }))
      .when(agreeing(ent, rbd))
      .yields());

  test('other terms are a new proposal, to which the first side has not agreed', () => {
    const longer = visitingEnt({ to: '2030-01-01' });
    given(arrangementProposed.create({ arrangement: ent, by: rbd }))
      .when(agreeing(longer, rh5))
      .yields(arrangementProposed.create({ arrangement: longer, by: rh5 }));
  });

  test('a third party waits for the third consent', () => {
    const three = visitingEnt({
      providers: ['RBD', 'RA4'],
      from: '2020-01-01',
      to: '2023-04-01',
      hosts: ['RA4', 'RH5'],
    });
    given(arrangementProposed.create({ arrangement: three, by: rbd }))
      .when(agreeing(three, rh5))
      .yields(arrangementConsented.create({ by: rh5 }));
  });

  test('the operator agrees for all', () =>
    given()
      .when(agreeing(ent, rbd, rh5))
      .yields(arrangementAgreed.create(ent)));

  test('what is agreed stays in force while a change is proposed', () => {
    const changed = visitingEnt({ services: ['ENT', 'audiology'] });
    given(arrangementAgreed.create(ent))
      .when(agreeing(changed, rbd))
      .yields(arrangementProposed.create({ arrangement: changed, by: rbd }));
    expect(
      [arrangementAgreed.create(ent), arrangementProposed.create({ arrangement: changed, by: rbd })].reduce(
        arrangementStream.decider.evolve,
        arrangementStream.decider.initial,
      ).agreed,
    ).toEqual(ent);
  });

  test('somebody whom it does not name cannot agree', () => given().when(agreeing(ent)).refuses('not-a-party'));
});

describe('impossible terms', () => {
  test('a term that ends before it begins is refused', () => {
    refused({ to: '2023-04-01' }).refuses('term-impossible');
    refused({ to: '2022-01-01' }).refuses('term-impossible');
  });

  test('unknown organisations and sites are refused by their codes', () => {
    expect(refused({ providers: ['XXX'] }).refuses('unknown-organisation').because).toContain('XXX');
    expect(refused({ parties: { ...ent.parties, operator: 'YYY' } }).refuses('unknown-organisation').because).toContain(
      'YYY',
    );
    expect(refused({ sites: ['ZZ999'] }).refuses('unknown-site').because).toContain('ZZ999');
  });

  test('a provider that has become part of another is refused, with the other’s code', () =>
    expect(refused({ providers: ['RA4'] }).refuses('provider-not-valid').because).toContain('RH5'));

  test('a provider that ends within the term is refused', () =>
    refused({ providers: ['RA4'], from: '2020-01-01', to: '2024-01-01' }).refuses('provider-not-valid'));

  test('a host that ends within the term is refused', () => refused({ hosts: ['RA4'] }).refuses('host-not-valid'));

  test('a site that another organisation runs on the first day is refused', () =>
    expect(refused({ sites: ['RBD01'] }).refuses('site-of-another-host').because).toContain('RBD'));

  test('a site whose organisation changes within the term, to one that is no host, is refused', () => {
    const moved = {
      ...sites[1],
      organisations: [
        { code: rh5, from: null, to: '2025-01-01' },
        { code: rbd, from: '2025-01-01', to: null },
      ],
    } as (typeof sites)[number];
    const changing = { ...facts, sites: new Map([...facts.sites, [moved.code, moved]]) };
    const command = { ...agreeing(visitingEnt({ sites: ['RBD01'] }), rbd, rh5), facts: changing };
    expect(given().when(command).refuses('site-of-another-host').because).toContain('2025-01-01');
  });
});

describe('ending', () => {
  const agreed = arrangementAgreed.create(ent);
  test('an arrangement ends on a day, and again on the same day changes nothing', () => {
    const ended = arrangementEnded.create({ ...ent, to: '2026-06-01' });
    given(agreed).when({ type: 'EndArrangement', on: '2026-06-01' }).yields(ended);
    given(agreed, ended).when({ type: 'EndArrangement', on: '2026-06-01' }).yields();
    given(agreed, ended).when({ type: 'EndArrangement', on: '2027-01-01' }).refuses('term-impossible');
  });

  test('it cannot end before it begins, nor before it is agreed', () => {
    given(agreed).when({ type: 'EndArrangement', on: '2023-04-01' }).refuses('term-impossible');
    given().when({ type: 'EndArrangement', on: '2026-06-01' }).refuses('not-agreed');
  });
});
