import { Arrangement, Organisation, Site } from '@weft/contracts';

/** A trust under one name. */
export const trust = (code: string, name: string, successor: { code: string; on: string } | null = null) =>
  Organisation.parse({
    code,
    kind: 'nhs-trust',
    names: [{ name, from: null, to: null }],
    successor,
    source: 'test',
  });

/** A site of one organisation on all days. */
export const siteOf = (code: string, organisation: string, [latitude, longitude]: readonly [number, number]) =>
  Site.parse({
    code,
    name: `Site ${code}`,
    organisations: [{ code: organisation, from: null, to: null }],
    postcode: null,
    latitude,
    longitude,
    source: 'test',
  });

/** Where some real hospitals lie. */
export const places = {
  yeovil: [50.94485, -2.6347],
  musgrove: [51.01144, -3.12131],
  dorset: [50.71294, -2.44692],
  warwick: [52.28995, -1.5832],
  coventry: [52.42122, -1.43839],
  cramlington: [55.07407, -1.56967],
  hexham: [54.97037, -2.09579],
  wansbeck: [55.18431, -1.54659],
  northTyneside: [55.02524, -1.46732],
} as const;

/** Visiting ENT from Dorset County at Yeovil. */
export const visitingEnt = (changes: Readonly<Record<string, unknown>> = {}) =>
  Arrangement.parse({
    id: 'ent-at-yeovil',
    name: 'Visiting ENT',
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
    ...changes,
  });
