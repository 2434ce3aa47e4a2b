import { expect, test } from 'vitest';
import { siteRecorded } from './events.ts';

const stored = {
  code: 'RA430',
  name: 'Yeovil',
  organisations: [{ code: 'RA4', from: null, to: null }],
  postcode: 'BA21 4AT',
  latitude: 50.9,
  longitude: -2.6,
  source: 'register',
};

test('SiteRecorded as written at version 1 reads as it was written', () =>
  expect(siteRecorded.decode({ type: 'SiteRecorded', version: 1, data: stored })).toEqual({
    type: 'SiteRecorded',
    data: stored,
  }));

test('SiteRecorded of a newer release is refused with the advice to upgrade', () =>
  expect(() => siteRecorded.decode({ type: 'SiteRecorded', version: 2, data: stored })).toThrow(/upgrade/));
