import type { Picture, PictureDuty, PictureFinding, PicturePerson } from './picture.ts';

/** A registrar of RH5 at home in RH5A8, without anything on their line. */
export const aPerson = (person: string, change: Partial<PicturePerson> = {}): PicturePerson => ({
  person,
  name: person,
  employers: [{ code: 'RH5', name: 'Somerset' }],
  grade: 'StR',
  skills: [],
  homeSite: 'RH5A8',
  hours: { rostered: 40, contracted: 40 },
  nights: 0,
  weekends: 0,
  leave: [],
  elsewhere: [],
  average: null,
  carried: null,
  ...change,
});

/** A long day for one registrar of ENT at Musgrove Park on 2 March 2026, empty. */
export const aDuty = (id: string, change: Partial<PictureDuty> = {}): PictureDuty => ({
  id,
  code: 'LD',
  service: 'ENT',
  role: 'registrar',
  grades: ['StR'],
  skill: null,
  site: 'RH5A8',
  siteName: 'Musgrove Park',
  start: '2026-03-02T08:00:00.000Z',
  end: '2026-03-02T20:30:00.000Z',
  date: '2026-03-02',
  count: 1,
  filled: [],
  withdrawn: false,
  changedSincePublication: false,
  ...change,
});

/** Somebody of RH5 on a duty. */
export const held = (person: string, employer = 'RH5') => [{ person, employers: [employer], pinned: false }];

/** A hard breach that nobody let stand. */
export const aFinding = (
  person: string,
  duties: readonly string[],
  change: Partial<PictureFinding> = {},
): PictureFinding => ({
  rule: 'RD-REST',
  person,
  severity: 'hard',
  from: '2026-03-02T00:00:00.000Z',
  duties,
  days: ['2026-03-02'],
  sentence: 'Rest of 9 h, 11 h are needed.',
  mend: null,
  source: '',
  verify: false,
  overridden: null,
  ...change,
});

/** A picture of 2 and 3 March 2026. */
export const aPicture = (parts: Partial<Picture>): Picture => ({
  days: [
    { date: '2026-03-02', weekday: 1, publicHoliday: null, hours: 24 },
    { date: '2026-03-03', weekday: 2, publicHoliday: null, hours: 24 },
  ],
  people: [],
  duties: [],
  findings: [],
  ...parts,
});
