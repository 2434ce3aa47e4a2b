import { alternateDays, daysAndOnCall, fullShifts, roundTheClock, sevenDays, swapped } from './cycles.ts';
import { postsAt, type RotaPlan, type Team } from './rota-plan.ts';
import { consultants, nurses, residents } from './rotas-south.ts';

const CLINIC = ['09:00', '17:00', 30] as const;
const LONG = ['08:00', '20:00', 60] as const;
const NIGHT = ['20:00', '08:00', 90] as const;
const LATE = ['14:00', '00:00', 60] as const;
const closed = { publicHolidays: 'closed' } as const;

const vessels = { service: 'Vascular surgery', skill: 'vascular surgery' };
const surgeon = { ...vessels, role: 'Consultant', grades: ['Consultant'] };
const registrar = postsAt({ ...vessels, role: 'Registrar', grades: ['Specialty registrar'], site: 'RKB01' });
const vascular: RotaPlan = {
  id: 'warwick-coventry-vascular',
  name: 'Vascular surgery of Coventry and Warwick',
  owner: 'RJC',
  organisations: ['RKB'],
  arrangements: ['vascular-visiting', 'vascular-network'],
  sites: ['RJC02', 'RKB01'],
  posts: [
    postsAt({ ...surgeon, site: 'RJC02' }).shift('WV', CLINIC, { ...closed, arrangement: 'vascular-visiting' }),
    postsAt({ ...surgeon, site: 'RKB01' }).shift('VT', CLINIC, closed),
    postsAt({ ...surgeon, site: 'RKB01' }).onCall('VC', ['17:00', '08:00', 120]),
    registrar.shift('VB', ['08:00', '16:00', 30]),
    registrar.shift('VD', ['08:00', '16:30', 30]),
    registrar.shift('VL', LONG),
    registrar.shift('VN', NIGHT),
    registrar.shift('VE', LATE),
    postsAt({ ...vessels, role: 'Specialist nurse', grades: ['Specialist nurse'], site: 'RJC02' }).shift(
      'WN',
      CLINIC,
      closed,
    ),
  ],
  teams: [
    consultants({
      name: 'vascular surgeons',
      employers: [['RKB', 1]],
      joint: { people: 2, employer: 'RJC' },
      skill: 'vascular surgery',
      home: 'RKB01',
      cycle: swapped(daysAndOnCall('VT', 'VC', 8), { code: 'VT', by: 'WV', on: [1, 3], inWeeks: [2, 6] }),
      people: 8,
    }),
    residents({
      name: 'vascular registrars',
      employers: [['RKB', 1]],
      skill: 'vascular surgery',
      home: 'RKB01',
      cycle: fullShifts({ base: 'VB', day: 'VD', long: 'VL', night: 'VN', late: 'VE' }),
      people: 16,
      spare: 1,
    }),
    nurses({
      name: 'vascular nurses',
      employers: [['RJC', 1]],
      skill: 'vascular surgery',
      home: 'RJC02',
      cycle: alternateDays('WN'),
      people: 8,
      spare: 2,
    }),
  ],
  exceptions: [],
};

const together = { service: 'Integrated care', arrangement: 'sheffield-integrated' };
const DAY = ['08:00', '15:30', 30] as const;
const EVENING = ['12:30', '20:00', 30] as const;

const profession = (
  [letter, site, employer]: readonly [letter: string, site: string, employer: string],
  [grade, register, people]: readonly [grade: string, register: Team['register'], people: number],
) => {
  const posts = postsAt({ ...together, role: grade, grades: [grade], skill: 'integrated care', site });
  const team: Team = {
    name: `Sheffield ${letter}`,
    employers: [[employer, 1]],
    grade,
    staffGroup: register === 'NMC' ? 'nursing' : 'allied health',
    skill: 'integrated care',
    pack: 'WTR',
    register,
    home: site,
    cycle: sevenDays(`${letter}D`, `${letter}L`),
    people,
    spare: 1,
  };
  return { team, posts: [posts.shift(`${letter}D`, DAY), posts.shift(`${letter}L`, EVENING)] };
};
const physiotherapy = profession(['P', 'ZZZRHQ', 'RHQ'], ['Physiotherapist', 'HCPC', 24]);
const communityNursing = profession(['N', 'ZZZRHQ', 'RHQ'], ['Community nurse', 'NMC', 16]);
const childrens = profession(['C', 'RCUEF', 'RCU'], ["Children's nurse", 'NMC', 8]);
const therapy = profession(['O', 'ZZZRHQ', 'ZZZSHC'], ['Occupational therapist', 'HCPC', 8]);
const professions = [physiotherapy, communityNursing, childrens, therapy];

const sheffield: RotaPlan = {
  id: 'sheffield-integrated-team',
  name: 'Integrated care team of Sheffield',
  owner: 'RHQ',
  organisations: ['RCU', 'ZZZSHC'],
  arrangements: ['sheffield-integrated'],
  sites: ['ZZZRHQ', 'RCUEF'],
  posts: professions.flatMap(({ posts }) => posts),
  teams: professions.map(({ team }) => team),
  exceptions: [],
};

const afar = { service: 'Telehealth', skill: 'telehealth', site: 'RCF22', arrangement: 'airedale-telehealth' };
const hubNurse = postsAt({ ...afar, role: 'Telehealth nurse', grades: ['Telehealth nurse'] });
const handler = postsAt({ ...afar, role: 'Call handler', grades: ['Call handler'] });
const EARLY = ['07:30', '15:30', 30] as const;
const AFTERNOON = ['13:30', '21:30', 30] as const;
const OVERNIGHT = ['21:15', '07:45', 60] as const;

const airedale: RotaPlan = {
  id: 'airedale-telehealth',
  name: 'Telehealth hub of Airedale, day and night',
  owner: 'RCF',
  organisations: ['ZZZTEL'],
  arrangements: ['airedale-telehealth'],
  sites: ['RCF22'],
  posts: [
    hubNurse.shift('TE', EARLY),
    hubNurse.shift('TL', AFTERNOON),
    hubNurse.shift('TN', OVERNIGHT),
    handler.shift('HE', EARLY),
    handler.shift('HL', AFTERNOON),
    handler.shift('HN', OVERNIGHT),
  ],
  teams: [
    nurses({
      name: 'telehealth nurses',
      employers: [['RCF', 1]],
      grade: 'Telehealth nurse',
      skill: 'telehealth',
      home: 'RCF22',
      cycle: roundTheClock('TE', 'TL', 'TN'),
      people: 36,
      spare: 3,
    }),
    nurses({
      name: 'call handlers',
      employers: [['ZZZTEL', 1]],
      grade: 'Call handler',
      staffGroup: 'support',
      register: null,
      skill: 'telehealth',
      home: 'RCF22',
      cycle: roundTheClock('HE', 'HL', 'HN'),
      people: 12,
      spare: 1,
    }),
  ],
  exceptions: [
    {
      post: hubNurse.shift('TX', EARLY),
      team: 'telehealth nurses',
      week: 0,
      weekday: 3,
      cycleWeek: 1,
      people: 1,
      reason: 'The ward of a care home was moved at short notice; the nurse agreed, and rests on Friday.',
      role: 'Head of the hub',
    },
  ],
};

/** Rotas of the Midlands and Yorkshire. */
export const midlandRotas: readonly RotaPlan[] = [vascular, sheffield, airedale];
