import { alternateDays, daysAndOnCall, swapped } from './cycles.ts';
import { postsAt, type RotaPlan, type Team } from './rota-plan.ts';

const CLINIC = ['09:00', '17:00', 30] as const;
const DAY = ['08:30', '17:00', 30] as const;
const CALL = ['17:00', '08:30', 90] as const;
const closed = { publicHolidays: 'closed' } as const;

const medical = { staffGroup: 'medical', register: 'GMC' } as const;
const nursing = { staffGroup: 'nursing', register: 'NMC', pack: 'WTR' } as const;

type Doctors = Pick<Team, 'name' | 'employers' | 'skill' | 'home' | 'cycle' | 'people'> & Partial<Team>;
/** Consultants, under the Working Time Regulations. */
export const consultants = (team: Doctors): Team => ({
  ...medical,
  grade: 'Consultant',
  pack: 'WTR',
  spare: 0,
  ...team,
});
/** Resident doctors, under their contract. */
export const residents = (team: Doctors): Team => ({
  ...medical,
  grade: 'Specialty registrar',
  pack: 'EN-RD-2016',
  spare: 0,
  ...team,
});
/** Nurses who hold clinics. */
export const nurses = (team: Doctors): Team => ({ ...nursing, grade: 'Specialist nurse', spare: 0, ...team });

const CONSULTANT = { role: 'Consultant', grades: ['Consultant'] };
const REGISTRAR = { role: 'Registrar', grades: ['Specialty registrar'] };
const NURSE = { role: 'Specialist nurse', grades: ['Specialist nurse'] };

const entPlace = { service: 'ENT', skill: 'ENT' };
const ent: RotaPlan = {
  id: 'yeovil-dorset-ent',
  name: 'ENT of Yeovil and Dorset County',
  owner: 'RH5',
  organisations: ['RBD'],
  arrangements: ['ent-visiting', 'ent-network'],
  sites: ['RA430', 'RBD01'],
  posts: [
    postsAt({ ...entPlace, ...CONSULTANT, site: 'RA430' }).shift('YC', CLINIC, {
      ...closed,
      arrangement: 'ent-visiting',
    }),
    postsAt({ ...entPlace, ...CONSULTANT, site: 'RBD01' }).shift('DC', CLINIC, closed),
    postsAt({ ...entPlace, ...CONSULTANT, site: 'RBD01' }).onCall('CO', CALL),
    postsAt({ ...entPlace, ...REGISTRAR, site: 'RBD01' }).shift('RD', DAY),
    postsAt({ ...entPlace, ...REGISTRAR, site: 'RBD01' }).onCall('RO', CALL),
    postsAt({ ...entPlace, ...NURSE, site: 'RA430' }).shift('YN', CLINIC, closed),
  ],
  teams: [
    consultants({
      name: 'ENT consultants',
      employers: [['RBD', 1]],
      skill: 'ENT',
      home: 'RBD01',
      cycle: swapped(daysAndOnCall('DC', 'CO', 8), { code: 'DC', by: 'YC', on: [0, 2, 4], inWeeks: [1, 3, 6] }),
      people: 8,
    }),
    residents({
      name: 'ENT registrars',
      employers: [['RBD', 1]],
      skill: 'ENT',
      home: 'RBD01',
      cycle: daysAndOnCall('RD', 'RO', 8),
      people: 8,
      spare: 1,
    }),
    nurses({
      name: 'ENT nurses',
      employers: [['RH5', 1]],
      skill: 'ENT',
      home: 'RA430',
      cycle: alternateDays('YN'),
      people: 4,
      spare: 2,
    }),
  ],
  exceptions: [],
};

const eyes = {
  service: 'Ophthalmology',
  skill: 'ophthalmology',
  site: 'RA430',
  arrangement: 'ophthalmology-franchise',
};
const ophthalmology: RotaPlan = {
  id: 'yeovil-ophthalmology',
  name: 'Ophthalmology at Yeovil, under a franchise',
  owner: 'RH5',
  organisations: ['ZZZBATH'],
  arrangements: ['ophthalmology-franchise'],
  sites: ['RA430'],
  posts: [
    postsAt({ ...eyes, ...CONSULTANT }).shift('EC', CLINIC, closed),
    postsAt({ ...eyes, ...CONSULTANT }).shift('ET', ['08:00', '18:00', 60], closed),
    postsAt({ ...eyes, ...REGISTRAR }).shift('ED', DAY),
    postsAt({ ...eyes, ...REGISTRAR }).onCall('EO', CALL),
    postsAt({ ...eyes, role: 'Optometrist', grades: ['Optometrist'] }).shift('OP', CLINIC, closed),
  ],
  teams: [
    consultants({
      name: 'eye consultants',
      employers: [['RH5', 1]],
      skill: 'ophthalmology',
      home: 'RA430',
      cycle: [
        ['EC', 'ET', 'EC', '', 'EC', '', ''],
        ['EC', '', 'EC', 'ET', 'EC', '', ''],
      ],
      people: 6,
    }),
    residents({
      name: 'eye registrars',
      employers: [['RH5', 1]],
      skill: 'ophthalmology',
      home: 'RA430',
      cycle: daysAndOnCall('ED', 'EO', 6),
      people: 6,
    }),
    nurses({
      name: 'optometrists of the operator',
      employers: [['ZZZBATH', 1]],
      grade: 'Optometrist',
      staffGroup: 'allied health',
      register: null,
      skill: 'ophthalmology',
      home: 'RA430',
      cycle: alternateDays('OP'),
      people: 4,
      spare: 1,
    }),
  ],
  exceptions: [],
};

const nerves = { service: 'Neurology', skill: 'neurology' };
const neurology: RotaPlan = {
  id: 'somerset-neurology',
  name: 'Neurology of Somerset, Taunton and Yeovil',
  owner: 'RH5',
  organisations: [],
  arrangements: ['neurology-rotation'],
  sites: ['RH5A8', 'RA430'],
  posts: [
    postsAt({ ...nerves, ...CONSULTANT, site: 'RH5A8' }).shift('NT', CLINIC, closed),
    postsAt({ ...nerves, ...CONSULTANT, site: 'RA430' }).shift('NY', CLINIC, closed),
    postsAt({ ...nerves, ...REGISTRAR, site: 'RH5A8' }).shift('ND', DAY),
    postsAt({ ...nerves, ...REGISTRAR, site: 'RH5A8' }).onCall('NO', CALL),
    postsAt({ ...nerves, ...NURSE, site: 'RA430' }).shift('NN', CLINIC, closed),
  ],
  teams: [
    consultants({
      name: 'neurologists',
      employers: [['RH5', 1]],
      skill: 'neurology',
      home: 'RH5A8',
      cycle: [
        ['NT', 'NY', 'NT', 'NY', '', '', ''],
        ['NT', 'NT', '', 'NT', 'NT', '', ''],
      ],
      people: 8,
    }),
    residents({
      name: 'neurology registrars',
      employers: [['RH5', 1]],
      skill: 'neurology',
      home: 'RH5A8',
      cycle: daysAndOnCall('ND', 'NO', 8),
      people: 8,
      spare: 1,
    }),
    nurses({
      name: 'neurology nurses',
      employers: [['RH5', 1]],
      skill: 'neurology',
      home: 'RA430',
      cycle: alternateDays('NN'),
      people: 6,
      spare: 1,
    }),
  ],
  exceptions: [],
};

/** Rotas of Somerset and Dorset. */
export const southernRotas: readonly RotaPlan[] = [ent, ophthalmology, neurology];
