import { expect, test } from 'vitest';
import { coverByDay, coverBySite, levelOf } from './cover.ts';
import { marksOf } from './day-marks.ts';
import { dutyGroups } from './duty-lines.ts';
import { aDuty, held } from './picture.fixture.ts';

const duties = [
  aDuty('d1', { filled: held('ada') }),
  aDuty('d2', { count: 2, filled: held('bo'), code: 'N' }),
  aDuty('d3', { role: 'consultant' }),
  aDuty('d4', { site: 'RBD01', siteName: 'Dorchester', date: '2026-03-03' }),
  aDuty('d5', { withdrawn: true, count: 5 }),
];

test('a day’s foot tells what is needed and had, in all and by role', () => {
  expect(coverByDay(duties)('2026-03-02')).toEqual({
    need: 4,
    have: 2,
    gaps: 2,
    roles: [
      { role: 'consultant', need: 1, have: 0, gaps: 1 },
      { role: 'registrar', need: 3, have: 2, gaps: 1 },
    ],
  });
  expect(coverByDay(duties)('2026-03-09').need).toBe(0);
});

test('one person too many on a duty covers no gap of another', () => {
  const crowded = [aDuty('d1', { filled: [...held('ada'), ...held('bo')] }), aDuty('d2')];
  expect(coverByDay(crowded)('2026-03-02')).toMatchObject({ need: 2, have: 1, gaps: 1 });
});

test('cover is full, short, thin or empty, or nobody is needed', () => {
  const level = (have: number, need: number) => levelOf({ have, need, gaps: need - have });
  expect([level(0, 0), level(4, 4), level(2, 4), level(1, 4), level(0, 4)]).toEqual([
    'none',
    'full',
    'short',
    'thin',
    'empty',
  ]);
});

test('sites stand by name, each with its days and its sum', () => {
  const sites = coverBySite(duties);
  expect(sites.map(({ name, all }) => `${name} ${all.have}/${all.need}`)).toEqual([
    'Dorchester 0/1',
    'Musgrove Park 2/4',
  ]);
  expect(sites[0]?.on('2026-03-03').gaps).toBe(1);
});

test('duties go down by site and service, in each by role and code', () => {
  const groups = dutyGroups(duties.slice(0, 4));
  expect(groups.map(({ siteName, service }) => `${siteName}, ${service}`)).toEqual([
    'Dorchester, ENT',
    'Musgrove Park, ENT',
  ]);
  expect(groups[1]?.lines.map(({ head }) => `${head.role} ${head.code}`)).toEqual([
    'consultant LD',
    'registrar LD',
    'registrar N',
  ]);
  expect(groups[1]?.lines[2]?.byDay.get('2026-03-02')).toHaveLength(1);
});

test('a day’s head tells its holiday, and on which night the clock changes', () => {
  const saturday = { date: '2026-03-28', weekday: 6, publicHoliday: null, hours: 24 };
  const sunday = { date: '2026-03-29', weekday: 7, publicHoliday: null, hours: 23 };
  expect(marksOf(saturday, sunday)).toMatchObject({
    isRest: true,
    words: 'the night that begins is an hour shorter',
    signs: '☾ −1 h',
  });
  expect(marksOf(sunday)).toMatchObject({ words: 'the clocks go forward', signs: '−1 h' });
  expect(marksOf({ date: '2026-04-06', weekday: 1, publicHoliday: 'Easter Monday', hours: 24 })).toEqual({
    isRest: true,
    isMonday: true,
    words: 'Easter Monday',
    signs: 'PH',
  });
});
