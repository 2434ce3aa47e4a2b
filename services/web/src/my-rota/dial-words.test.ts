import { expect, test } from 'vitest';
import { type Dials, dialsOf, standOf } from './dial-words.ts';

const rule = { id: 'RD-72', plainWords: 'Any 168 hours hold at most 72 hours of work.', source: 'TCS', verify: false };
const none: Dials = { rolling: null, rest: null, average: null, nights: null };

test('the 168 hours are told with the most that is to come', () => {
  const ahead = [
    { date: '2026-03-02', hours: 40 },
    { date: '2026-03-06', hours: 71.5 },
  ];
  const [dial] = dialsOf({ ...none, rolling: { hours: 36, limit: 72, ahead, rule } });
  expect(dial?.figure).toBe('36 of 72 h');
  expect(dial?.words).toBe(
    'You have worked 36 hours in the last 168; at most 72 are allowed. The most to come is 71.5, in the 168 hours that end on Fri 6 Mar.',
  );
});

test('nights are told with how many may follow and until when one rests', () => {
  const run = { inARow: 3, from: '2026-03-02', to: '2026-03-04', restUntil: '2026-03-07T06:00:00Z' };
  const said = (nights: Dials['nights']) => dialsOf({ ...none, nights })[0]?.words;
  expect(said({ limit: 4, run, rule })).toBe(
    'From Mon 2 Mar to Wed 4 Mar you work 3 nights in a row; at most 4. 1 further night could follow. After the last one you are free until Sat 7 Mar, 06:00.',
  );
  expect(said({ limit: 4, run: null, rule })).toBe('No night is in sight. At most 4 may follow each other.');
});

test('whoever has opted out has no limit to stand at', () => {
  const average = { hoursPerWeek: 52, limit: null, weeks: 17, from: '2026-01-05', to: '2026-05-04', rule };
  const [dial] = dialsOf({ ...none, average });
  expect(dial?.words).toContain('you have opted out of the limit');
  expect(dial && standOf(dial)).toBe('within');
});

test('a dial stands within its limit, near it or beyond it; rest the other way round', () => {
  expect(standOf({ value: 60, limit: 72, isMost: true })).toBe('within');
  expect(standOf({ value: 70, limit: 72, isMost: true })).toBe('near');
  expect(standOf({ value: 73, limit: 72, isMost: true })).toBe('beyond');
  expect(standOf({ value: 10, limit: 11, isMost: false })).toBe('beyond');
  expect(standOf({ value: 11, limit: 11, isMost: false })).toBe('near');
  expect(standOf({ value: 24, limit: 11, isMost: false })).toBe('within');
});
