import { expect, test } from 'vitest';
import type { MyDuty } from './dial-words.ts';
import { monthAfter, nameOfMonth, weeksOfMonth } from './month-grid.tsx';
import { nextAt } from './next-duty.tsx';
import { weeksOf } from './week-list.tsx';

const duty = (date: string) => ({ date, booking: date, status: 'confirmed' }) as MyDuty;

test('a month has its weeks from Monday, with other months left out', () => {
  const weeks = weeksOfMonth('2026-03');
  expect(weeks).toHaveLength(6);
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-03-01']);
  expect(weeks[5]).toEqual(['2026-03-30', '2026-03-31', null, null, null, null, null]);
  expect(weeksOfMonth('2026-02')).toHaveLength(4 + 1);
});

test('months follow each other over the year', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  expect(nameOfMonth('2026-03')).toBe('March 2026');
});

test('weeks are listed from today on, with leave that began before', () => {
  const leave = [{ leave: 'l1', kind: 'annual' as const, from: '2026-02-20', to: '2026-03-05' }];
  const weeks = weeksOf({ duties: [duty('2026-03-01'), duty('2026-03-12')], leave }, '2026-03-02');
  expect(weeks.map(({ monday, duties }) => [monday, duties.length])).toEqual([
    ['2026-03-02', 0],
    ['2026-03-09', 1],
  ]);
});

test('the next duty of a rota that was kept is the next one now, with a team only where it was kept', () => {
  const [early, late] = ['2026-03-02', '2026-03-12'].map((date) => ({
    ...duty(date),
    start: `${date}T08:00:00Z`,
    end: `${date}T16:00:00Z`,
  })) as [MyDuty, MyDuty];
  const kept = { next: { ...early, team: [] }, duties: [early, late] };
  expect(nextAt(kept, Date.parse('2026-03-02T15:00:00Z'))).toMatchObject({ date: '2026-03-02', team: [] });
  expect(nextAt(kept, Date.parse('2026-03-02T16:00:00Z'))).toMatchObject({ date: '2026-03-12', team: null });
  expect(nextAt(kept, Date.parse('2026-03-13T00:00:00Z'))).toBeNull();
});
