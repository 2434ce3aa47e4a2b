import { Arrangement } from '@weft/contracts';
import type { z } from 'zod';

const noTerms = {
  employer: null,
  payer: null,
  hostSite: null,
  hostOrganisation: null,
  operator: null,
  governance: null,
  indemnifier: null,
  dataController: null,
  rotaOwner: null,
};
const VISITOR = ['identity', 'dbs', 'registration', 'core-skills', 'occupational-health', 'honorary-contract'];
const COLLEAGUE = ['dbs', 'registration', 'core-skills'];

type Terms = Pick<z.input<typeof Arrangement>, 'id' | 'name' | 'type' | 'from'> & {
  readonly to?: string;
  readonly providers: readonly string[];
  readonly hosts: readonly string[];
  readonly sites: readonly string[];
  readonly services: readonly string[];
  readonly staffGroups?: readonly string[];
  readonly parties?: Readonly<Record<string, string>>;
  readonly credentials?: readonly string[];
};

const agreed = (terms: Terms): Arrangement =>
  Arrangement.parse({
    to: null,
    staffGroups: [],
    credentials: VISITOR,
    ...terms,
    parties: { ...noTerms, ...terms.parties },
  });

/** The agreements that the rotas rest on, and those that mergers ended. */
export const arrangements: readonly Arrangement[] = [
  agreed({
    id: 'ent-visiting-2013',
    name: 'ENT clinics of Dorset County at Yeovil District',
    type: 'visiting-service',
    from: '2013-04-01',
    to: '2023-04-01',
    providers: ['RBD'],
    hosts: ['RA4'],
    sites: ['RA430'],
    services: ['ENT'],
  }),
  agreed({
    id: 'ent-visiting',
    name: 'ENT clinics of Dorset County at Yeovil',
    type: 'visiting-service',
    from: '2023-04-01',
    providers: ['RBD'],
    hosts: ['RH5'],
    sites: ['RA430'],
    services: ['ENT'],
    staffGroups: ['medical'],
    parties: { payer: 'RH5', governance: 'RBD', indemnifier: 'RBD' },
  }),
  agreed({
    id: 'ent-network',
    name: 'ENT on call at Dorset County, for patients of both',
    type: 'network',
    from: '2023-04-01',
    providers: ['RH5'],
    hosts: ['RBD'],
    sites: ['RBD01'],
    services: ['ENT'],
    staffGroups: ['medical'],
  }),
  agreed({
    id: 'neurology-visiting-2015',
    name: 'Neurology clinics of Taunton at Yeovil District',
    type: 'visiting-service',
    from: '2015-04-01',
    to: '2020-04-01',
    providers: ['RBA'],
    hosts: ['RA4'],
    sites: ['RA430'],
    services: ['Neurology'],
  }),
  agreed({
    id: 'neurology-visiting-2020',
    name: 'Neurology clinics of Somerset at Yeovil District',
    type: 'visiting-service',
    from: '2020-04-01',
    to: '2023-04-01',
    providers: ['RH5'],
    hosts: ['RA4'],
    sites: ['RA430'],
    services: ['Neurology'],
  }),
  agreed({
    id: 'neurology-rotation',
    name: 'Neurology between Taunton and Yeovil, one trust since the merger',
    type: 'rotation',
    from: '2023-04-01',
    providers: ['RH5'],
    hosts: ['RH5'],
    sites: ['RA430', 'RH5A8'],
    services: ['Neurology'],
    credentials: COLLEAGUE,
  }),
  agreed({
    id: 'ophthalmology-franchise',
    name: 'Ophthalmology at Yeovil, operated under a franchise',
    type: 'franchise',
    from: '2023-04-01',
    providers: ['RH5', 'ZZZBATH'],
    hosts: ['RH5'],
    sites: ['RA430'],
    services: ['Ophthalmology'],
    parties: { operator: 'ZZZBATH', governance: 'RH5', dataController: 'RH5' },
  }),
  agreed({
    id: 'vascular-visiting',
    name: 'Vascular surgeon from Coventry at Warwick',
    type: 'visiting-service',
    from: '2019-04-01',
    providers: ['RKB'],
    hosts: ['RJC'],
    sites: ['RJC02'],
    services: ['Vascular surgery'],
    staffGroups: ['medical'],
    parties: { payer: 'RJC', governance: 'RKB', indemnifier: 'RKB' },
  }),
  agreed({
    id: 'vascular-network',
    name: 'Vascular centre at Coventry, for patients of both',
    type: 'network',
    from: '2019-04-01',
    providers: ['RJC'],
    hosts: ['RKB'],
    sites: ['RKB01'],
    services: ['Vascular surgery'],
    staffGroups: ['medical'],
  }),
  agreed({
    id: 'northumbria-rotation',
    name: 'Emergency care between the hub and the base sites',
    type: 'rotation',
    from: '2015-06-16',
    providers: ['RTF'],
    hosts: ['RTF'],
    sites: ['RTF86', 'RTFDR', 'RTFED', 'RTFFS', 'RTFDJ', 'RTFDX'],
    services: ['Emergency care'],
    credentials: COLLEAGUE,
  }),
  agreed({
    id: 'northumbria-gp-posts',
    name: 'Posts that GPs hold with a practice and the trust',
    type: 'joint-post',
    from: '2016-04-01',
    providers: ['RTF', 'ZZZGP1', 'ZZZGP2'],
    hosts: ['RTF', 'ZZZGP1', 'ZZZGP2'],
    sites: ['RTFED', 'RTFFS', 'ZZZGP1S', 'ZZZGP2S'],
    services: ['Frailty', 'General practice'],
    credentials: COLLEAGUE,
  }),
  agreed({
    id: 'sheffield-integrated',
    name: 'Integrated care team of Sheffield',
    type: 'integrated-team',
    from: '2018-04-01',
    providers: ['RHQ', 'RCU', 'ZZZSHC'],
    hosts: ['RHQ', 'RCU'],
    sites: ['ZZZRHQ', 'RCUEF'],
    services: ['Integrated care'],
    parties: { rotaOwner: 'RHQ' },
    credentials: COLLEAGUE,
  }),
  agreed({
    id: 'airedale-telehealth',
    name: 'Telehealth hub with a commercial partner',
    type: 'joint-venture',
    from: '2013-09-01',
    providers: ['RCF', 'ZZZTEL'],
    hosts: ['RCF'],
    sites: ['RCF22'],
    services: ['Telehealth'],
    parties: { governance: 'RCF', dataController: 'RCF' },
    credentials: ['identity', 'dbs', 'core-skills'],
  }),
];
