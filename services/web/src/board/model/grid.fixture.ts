import type { Grid } from './grid.ts';

type Given = {
  readonly people: readonly string[];
  /** Code, day, how many are needed, and who is there; '*' after a name pins. */
  readonly duties: readonly (readonly [id: string, code: string, day: number, count: number, ...people: string[]])[];
  readonly findings?: readonly (readonly [person: string, day: number, severity: 'hard' | 'soft'])[];
  readonly position?: string;
};

/** A small board of three days for tests: one site, one role. */
export function aGrid({ people, duties, findings = [], position = '1' }: Given): Grid {
  const codes = [...new Set(duties.map(([, code]) => code))];
  const numberOf = (name: string) => people.indexOf(name.replace('*', ''));
  const places = duties.flatMap(([, , , , ...on], duty) =>
    on.map((name) => ({ duty, person: numberOf(name), flags: name.endsWith('*') ? 1 : 0 })),
  );
  return {
    position,
    rota: {
      ...{ rota: 'ent', name: 'ENT', period: { from: '2026-03-02', to: '2026-03-05' }, version: null },
      ...{
        owner: 'RH5',
        ownerName: 'Somerset',
        organisations: [],
        arrangements: [],
        sites: ['RH5A8'],
        publishedAt: null,
      },
    },
    from: '2026-03-02',
    to: '2026-03-05',
    days: ['2026-03-02', '2026-03-03', '2026-03-04'].map((date, index) => ({
      ...{ date, weekday: index + 1, publicHoliday: null, hours: 24 },
    })),
    sites: [{ code: 'RH5A8', name: 'Musgrove Park', host: 'RH5', hostName: 'Somerset' }],
    roles: ['registrar'],
    codes: codes.map((code) => ({
      ...{ code, service: 'ENT', role: 0, site: 0, start: '08:00', end: '20:30', endDay: 0, skill: null },
      ...{ kind: 'shift', minutes: 750, breakMinutes: 60, expectedWorkMinutes: 690, grades: [], arrangement: null },
    })),
    people: people.map((name) => ({
      ...{ person: name, name, employers: [], grade: null, skills: [], home: 0 },
      ...{ hours: { rostered: 0, contracted: 40 }, carried: null, average: null, nights: 0, weekends: 0 },
      ...{ worst: null, leave: [], elsewhere: [] },
    })),
    duties: {
      id: duties.map(([id]) => id),
      kind: duties.map(([, code]) => codes.indexOf(code)),
      day: duties.map(([, , day]) => day),
      count: duties.map(([, , , count]) => count),
      flags: duties.map(() => 0),
    },
    places: {
      duty: places.map(({ duty }) => duty),
      person: places.map(({ person }) => person),
      flags: places.map(({ flags }) => flags),
      how: places.map(() => 0),
      hows: ['manual'],
    },
    taken: { person: [], day: [], kind: [] },
    findings: findings.map(([person, day, severity]) => ({
      ...{
        rule: 0,
        person: numberOf(person),
        severity,
        from: '2026-03-02T08:00:00Z',
        to: '2026-03-03T08:00:00Z',
        value: 9,
        limit: 11,
        unit: 'h',
        sentence: 'Too little rest.',
      },
      ...{ mend: null, overridden: null, duties: [], days: [day] },
    })),
    cover: { day: [], site: [], role: [], need: [], have: [] },
    outside: { hard: 0, soft: 0 },
    rules: [{ rule: 'RD-REST11', source: 'TCS', verify: false, plainWords: 'Eleven hours of rest.' }],
  };
}
