import { expect, test } from 'vitest';
import { pictureOfGrid } from './picture-of-grid.ts';

type Grid = Parameters<typeof pictureOfGrid>[0];

const grid = {
  days: [
    { date: '2026-03-28', weekday: 6, publicHoliday: null, hours: 24 },
    { date: '2026-03-29', weekday: 7, publicHoliday: null, hours: 23 },
  ],
  sites: [{ code: 'RH5A8', name: 'Musgrove Park', host: null, hostName: null }],
  roles: ['registrar'],
  codes: [
    {
      code: 'N',
      service: 'ENT',
      role: 0,
      site: 0,
      kind: 'shift',
      start: '20:00',
      end: '08:30',
      endDay: 1,
      minutes: 690,
    },
  ].map((kind) => ({
    breakMinutes: 0,
    expectedWorkMinutes: 0,
    grades: ['StR'],
    skill: null,
    arrangement: null,
    ...kind,
  })),
  people: [
    {
      person: 'ada',
      name: 'Ada',
      employers: [{ code: 'RH5', name: 'Somerset' }],
      home: 0,
      leave: [{ kind: 'study', day: 1, until: 2 }],
      elsewhere: [],
    },
  ],
  duties: { id: ['d1', 'd2'], kind: [0, 0], day: [0, 1], count: [2, 1], flags: [1, 2] },
  places: { duty: [0], person: [0], flags: [1], how: [0], hows: ['manual'] },
  findings: [{ rule: 0, person: 0, severity: 'hard', duties: [0], days: [0, 1], sentence: 's', overridden: null }],
  rules: [{ rule: 'RD-REST', source: 'TCS', verify: false, plainWords: '' }],
} as unknown as Grid;

test('a board in columns becomes duties with instants, also over the change of the clock', () => {
  const { duties } = pictureOfGrid(grid);
  expect(duties.map(({ id, withdrawn, changedSincePublication }) => [id, withdrawn, changedSincePublication])).toEqual([
    ['d1', false, true],
    ['d2', true, false],
  ]);
  expect(duties[0]).toMatchObject({
    siteName: 'Musgrove Park',
    role: 'registrar',
    start: '2026-03-28T20:00:00.000Z',
    end: '2026-03-29T07:30:00.000Z',
    filled: [{ person: 'ada', employers: ['RH5'], pinned: true }],
  });
});

test('people and findings carry ids and days in place of numbers', () => {
  const { people, findings } = pictureOfGrid(grid);
  expect(people[0]).toMatchObject({ homeSite: 'RH5A8', leave: [{ kind: 'study', days: ['2026-03-29'] }] });
  expect(findings[0]).toMatchObject({
    rule: 'RD-REST',
    person: 'ada',
    duties: ['d1'],
    days: ['2026-03-28', '2026-03-29'],
  });
});
