import type { SiteCode } from '@weft/contracts';
import { specify } from '@weft/eventing/testing';
import { test } from 'vitest';
import { travelStream } from './decider.ts';
import { travelSet } from './events.ts';

const given = specify(travelStream.decider);
const [a, b] = ['RA430', 'RBD01'] as [SiteCode, SiteCode];
const travel = (minutes: number, by: 'computed' | 'person') => ({ from: a, to: b, minutes, by });
const setting = (minutes: number, by: 'computed' | 'person') => ({
  type: 'SetTravel' as const,
  travel: travel(minutes, by),
  unknown: [],
});

test('a pair is kept in the order of its codes', () =>
  given()
    .when({ ...setting(41, 'computed'), travel: { from: b, to: a, minutes: 41, by: 'computed' } })
    .yields(travelSet.create(travel(41, 'computed'))));

test('a person overwrites the computed value', () =>
  given(travelSet.create(travel(41, 'computed')))
    .when(setting(55, 'person'))
    .yields(travelSet.create(travel(55, 'person'))));

test('a computed value never replaces a person’s', () =>
  given(travelSet.create(travel(55, 'person')))
    .when(setting(41, 'computed'))
    .yields());

test('the same again changes nothing', () =>
  given(travelSet.create(travel(55, 'person')))
    .when(setting(55, 'person'))
    .yields());

test('a person may confirm the computed value, which is then theirs', () =>
  given(travelSet.create(travel(41, 'computed')))
    .when(setting(41, 'person'))
    .yields(travelSet.create(travel(41, 'person'))));

test('travel from a site to itself, or to an unknown one, is refused', () => {
  given()
    .when({ ...setting(5, 'person'), travel: { ...travel(5, 'person'), to: a } })
    .refuses('same-site');
  given()
    .when({ ...setting(5, 'person'), unknown: [b] })
    .refuses('unknown-site');
});
