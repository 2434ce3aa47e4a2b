import { daysAndOnCall, fullShifts, roundTheClock, twoPlaces } from './cycles.ts';
import { postsAt, type RotaPlan } from './rota-plan.ts';
import { consultants, nurses, residents } from './rotas-south.ts';

const LONG = ['08:00', '20:00', 60] as const;
const NIGHT = ['20:00', '08:00', 90] as const;
const emergency = { service: 'Emergency care', skill: 'emergency care' };
const doctor = { ...emergency, role: 'Resident doctor', grades: ['Resident doctor'] };
const hub = postsAt({ ...doctor, site: 'RTF86' });
const consultant = postsAt({ ...emergency, role: 'Consultant', grades: ['Consultant'], site: 'RTF86' });
const practitioner = postsAt({
  ...emergency,
  role: 'Emergency nurse practitioner',
  grades: ['Emergency nurse practitioner'],
  site: 'RTFED',
});

const bases = [
  ['BH', 'RTFDR', 'Hexham'],
  ['BW', 'RTFED', 'Wansbeck'],
  ['BN', 'RTFFS', 'North Tyneside'],
] as const;

const hubAndBases: RotaPlan = {
  id: 'northumbria-emergency',
  name: 'Emergency care of Northumbria, hub and base sites',
  owner: 'RTF',
  organisations: [],
  arrangements: ['northumbria-rotation'],
  sites: ['RTF86', 'RTFDR', 'RTFED', 'RTFFS'],
  posts: [
    hub.shift('HD', ['08:00', '16:30', 30]),
    hub.shift('LD', LONG),
    hub.shift('N', NIGHT),
    hub.shift('TW', ['14:00', '00:00', 60]),
    ...bases.map(([code, site]) => postsAt({ ...doctor, site }).shift(code, ['09:00', '17:00', 30])),
    consultant.shift('CD', ['08:00', '16:00', 30]),
    consultant.onCall('CO', ['16:00', '08:00', 120]),
    practitioner.shift('PE', ['07:30', '15:30', 30]),
    practitioner.shift('PL', ['13:30', '21:30', 30]),
    practitioner.shift('PN', ['21:15', '07:45', 60]),
  ],
  teams: [
    ...bases.map(([code, site, name]) =>
      residents({
        name: `residents of ${name}`,
        employers: [['RTF', 1]],
        grade: 'Resident doctor',
        skill: 'emergency care',
        home: site,
        cycle: fullShifts({ base: code, day: 'HD', long: 'LD', night: 'N', late: 'TW' }),
        people: 40,
        spare: 2,
      }),
    ),
    consultants({
      name: 'emergency consultants',
      employers: [['RTF', 1]],
      skill: 'emergency care',
      home: 'RTF86',
      cycle: daysAndOnCall('CD', 'CO', 8),
      people: 16,
    }),
    nurses({
      name: 'emergency nurse practitioners',
      employers: [['RTF', 1]],
      grade: 'Emergency nurse practitioner',
      skill: 'emergency care',
      home: 'RTFED',
      cycle: roundTheClock('PE', 'PL', 'PN'),
      people: 24,
      spare: 2,
    }),
  ],
  exceptions: [
    {
      post: hub.shift('LX', ['08:00', '20:00', 60]),
      team: 'residents of Wansbeck',
      week: 1,
      weekday: 5,
      cycleWeek: 3,
      people: 2,
      reason: 'A surge of arrivals on the coast; both agreed, and days off follow.',
      role: 'Duty director',
    },
  ],
};

const practice = {
  service: 'General practice',
  role: 'General practitioner',
  grades: ['General practitioner'],
  skill: 'general practice',
};
const frailty = { ...practice, service: 'Frailty' };
const closed = { publicHolidays: 'closed' } as const;
const SESSIONS = ['08:30', '17:00', 60] as const;

const gpPosts: RotaPlan = {
  id: 'northumbria-gp-posts',
  name: 'Posts between general practice and hospital in Northumbria',
  owner: 'RTF',
  organisations: ['ZZZGP1', 'ZZZGP2'],
  arrangements: ['northumbria-gp-posts'],
  sites: ['RTFED', 'RTFFS', 'ZZZGP1S', 'ZZZGP2S'],
  posts: [
    postsAt({ ...practice, site: 'ZZZGP1S' }).shift('G1', SESSIONS, closed),
    postsAt({ ...practice, site: 'ZZZGP2S' }).shift('G2', SESSIONS, closed),
    postsAt({ ...frailty, site: 'RTFED' }).shift('FW', SESSIONS, closed),
    postsAt({ ...frailty, site: 'RTFFS' }).shift('FT', SESSIONS, closed),
  ],
  teams: (
    [
      ['ZZZGP1', 'ZZZGP1S', 'G1', 'FW'],
      ['ZZZGP2', 'ZZZGP2S', 'G2', 'FT'],
    ] as const
  ).map(([employer, home, here, there]) =>
    consultants({
      name: `GPs of ${employer}`,
      employers: [
        [employer, 0.5],
        ['RTF', 0.5],
      ],
      grade: 'General practitioner',
      skill: 'general practice',
      home,
      cycle: twoPlaces(here, there),
      people: 8,
      spare: 1,
    }),
  ),
  exceptions: [],
};

/** Rotas of Northumbria. */
export const northernRotas: readonly RotaPlan[] = [hubAndBases, gpPosts];
