import { expect, test } from 'vitest';
import { hoursOf } from './hours.ts';
import { aDuty, aPerson, aPicture, held } from './picture.fixture.ts';

const night = aDuty('n', {
  code: 'N',
  start: '2026-03-01T20:00:00Z',
  end: '2026-03-02T08:30:00Z',
  date: '2026-03-01',
  filled: held('bo'),
});
const long = aDuty('d', { count: 2, filled: held('ada') });
const picture = aPicture({
  people: [aPerson('ada', { name: 'Ada' }), aPerson('bo', { name: 'Bo' })],
  duties: [night, long],
});

test('a day holds the night before it, cut at midnight, and tells who is missing first', () => {
  const { sites, ticks } = hoursOf(picture, '2026-03-02');
  expect(ticks).toHaveLength(24);
  expect(sites[0]?.rows.map(({ name, missing }) => `${name} ${missing}`)).toEqual([
    'registrar missing 1',
    'Bo 0',
    'Ada 0',
  ]);
  expect(sites[0]?.rows[1]?.bars[0]).toMatchObject({ left: 0, isCut: true });
  expect(sites[0]?.rows[1]?.bars[0]?.width).toBeCloseTo((8.5 / 24) * 100);
});

test('each hour tells how many are needed and there', () => {
  const hours = hoursOf(picture, '2026-03-02').sites[0]?.hours ?? [];
  expect([hours[3], hours[8], hours[21]]).toEqual([
    { need: 1, have: 1 },
    { need: 2, have: 1 },
    { need: 0, have: 0 },
  ]);
});

test('the day on which the clocks go forward has 23 hours, the one on which they go back 25', () => {
  expect(hoursOf(aPicture({}), '2026-03-29').ticks.slice(0, 3)).toEqual(['00:00', '02:00', '03:00']);
  expect(hoursOf(aPicture({}), '2026-10-25').ticks).toHaveLength(25);
});
