import { type Organisation, OrganisationCode, type Site, SiteCode } from '@weft/contracts';

const CODES = 'ODS codes of NHS trusts as used in public NHS prototypes';
const PLACES = 'Sites and coordinates: RCPCH NHS organisations (MIT licence)';
const MERGERS = 'ODS succession records';
const INVENTED = 'Invented for the demonstration: no such code is given out';

type Named = readonly (readonly [name: string, from: string | null, to: string | null])[];

function organisation(
  code: string,
  kind: Organisation['kind'],
  names: Named,
  { successor = null, source = CODES }: { successor?: readonly [string, string] | null; source?: string } = {},
): Organisation {
  return {
    code: OrganisationCode.parse(code),
    kind,
    names: names.map(([name, from, to]) => ({ name, from, to })),
    successor: successor && { code: OrganisationCode.parse(successor[0]), on: successor[1] },
    source,
  };
}

const trust = (code: string, name: string) => organisation(code, 'nhs-trust', [[name, null, null]]);
const invented = (code: string, kind: Organisation['kind'], name: string) =>
  organisation(code, kind, [[name, null, null]], { source: INVENTED });

/** Real trusts with their mergers and names over time; codes that begin with ZZZ are invented. */
export const organisations: readonly Organisation[] = [
  organisation('RH5', 'nhs-trust', [['Somerset NHS Foundation Trust', null, null]], { source: MERGERS }),
  organisation('RA4', 'nhs-trust', [['Yeovil District Hospital NHS Foundation Trust', null, null]], {
    successor: ['RH5', '2023-04-01'],
    source: MERGERS,
  }),
  organisation('RBA', 'nhs-trust', [['Taunton and Somerset NHS Foundation Trust', null, null]], {
    successor: ['RH5', '2020-04-01'],
    source: MERGERS,
  }),
  trust('RBD', 'Dorset County Hospital NHS Foundation Trust'),
  trust('RTF', 'Northumbria Healthcare NHS Foundation Trust'),
  trust('RTD', 'The Newcastle upon Tyne Hospitals NHS Foundation Trust'),
  trust('RHQ', 'Sheffield Teaching Hospitals NHS Foundation Trust'),
  trust('RCU', "Sheffield Children's NHS Foundation Trust"),
  trust('RCF', 'Airedale NHS Foundation Trust'),
  trust('RKB', 'University Hospitals Coventry and Warwickshire NHS Trust'),
  organisation(
    'RJC',
    'nhs-trust',
    [
      ['South Warwickshire NHS Foundation Trust', null, '2022-07-01'],
      ['South Warwickshire University NHS Foundation Trust', '2022-07-01', null],
    ],
    { source: `${CODES}; the day of the new name is to be checked` },
  ),
  invented('ZZZBATH', 'independent', 'Example Independent Operator (stands for the operator in Bath)'),
  invented('ZZZGP1', 'gp-practice', 'Example Practice One'),
  invented('ZZZGP2', 'gp-practice', 'Example Practice Two'),
  invented('ZZZSHC', 'other', 'Example Community Therapy (Sheffield team)'),
  invented('ZZZTEL', 'joint-venture', 'Example Telehealth Joint Venture'),
];

type Run = readonly (readonly [code: string, from: string | null, to: string | null])[];
type Place = { readonly postcode?: string; readonly at?: readonly [latitude: number, longitude: number] };

function site(code: string, name: string, run: Run, { postcode, at }: Place = {}): Site {
  return {
    code: SiteCode.parse(code),
    name,
    organisations: run.map(([by, from, to]) => ({ code: OrganisationCode.parse(by), from, to })),
    postcode: postcode ?? null,
    latitude: at?.[0] ?? null,
    longitude: at?.[1] ?? null,
    source: code.startsWith('ZZZ') ? INVENTED : PLACES,
  };
}

const always = (code: string): Run => [[code, null, null]];

/** Sites with who ran them when. */
export const sites: readonly Site[] = [
  site(
    'RA430',
    'Yeovil District Hospital',
    [
      ['RA4', null, '2023-04-01'],
      ['RH5', '2023-04-01', null],
    ],
    { postcode: 'BA21 4AT', at: [50.94485, -2.6347] },
  ),
  site(
    'RH5A8',
    'Musgrove Park Hospital',
    [
      ['RBA', null, '2020-04-01'],
      ['RH5', '2020-04-01', null],
    ],
    { postcode: 'TA1 5DA', at: [51.01144, -3.12131] },
  ),
  site('RBD01', 'Dorset County Hospital', always('RBD'), { postcode: 'DT1 2JY', at: [50.71294, -2.44692] }),
  site('RTF86', 'Northumbria Specialist Emergency Care Hospital', always('RTF'), {
    postcode: 'NE23 6NZ',
    at: [55.07407, -1.56967],
  }),
  site('RTFDR', 'Hexham General Hospital', always('RTF'), { postcode: 'NE46 1QJ', at: [54.97037, -2.09579] }),
  site('RTFED', 'Wansbeck General Hospital', always('RTF'), { postcode: 'NE63 9JJ', at: [55.18431, -1.54659] }),
  site('RTFFS', 'North Tyneside General Hospital', always('RTF'), { postcode: 'NE29 8NH', at: [55.02524, -1.46732] }),
  site('RTFDJ', 'Alnwick Infirmary', always('RTF')),
  site('RTFDX', 'Blyth Community Hospital', always('RTF')),
  site('RJC02', 'Warwick Hospital', always('RJC'), { postcode: 'CV34 5BW', at: [52.28995, -1.5832] }),
  site('RKB01', 'University Hospital Coventry', always('RKB'), { postcode: 'CV2 2DX', at: [52.42122, -1.43839] }),
  site('RKB03', 'Hospital of St Cross', always('RKB')),
  site('RCUEF', "Sheffield Children's Hospital", always('RCU'), { postcode: 'S10 2TH' }),
  site('ZZZRHQ', 'Sheffield integrated team base (code invented)', always('RHQ')),
  site('RCF22', 'Airedale General Hospital', always('RCF'), { postcode: 'BD20 6TD', at: [53.89795, -1.96271] }),
  site('ZZZGP1S', 'Example Practice One surgery', always('ZZZGP1')),
  site('ZZZGP2S', 'Example Practice Two surgery', always('ZZZGP2')),
];

/** What people say about travel where no coordinates tell it, or where they know better. Minutes. */
export const travel: readonly (readonly [from: string, to: string, minutes: number])[] = [
  ['ZZZGP1S', 'RTFED', 15],
  ['ZZZGP2S', 'RTFFS', 20],
  ['RA430', 'RBD01', 45],
  ['ZZZRHQ', 'RCUEF', 15],
];
