import { describe, expect, test } from 'vitest';
import { ids } from '../testing.ts';
import type { Booking } from './events.ts';
import { type Judging, judgeBookings, type PersonsTime } from './judge.ts';

const aBooking = (start: string, end: string, changes: Partial<Booking> = {}): Booking => ({
  booking: ids.booking(`b-${start.slice(0, 16).replace(':', '')}`),
  person: ids.person('p1'),
  duty: ids.duty(`d-${start.slice(0, 16).replace(':', '')}`),
  rota: ids.rota('ent'),
  site: ids.site('RA430'),
  service: 'ENT',
  role: 'registrar',
  kind: 'shift',
  start,
  end,
  breakMinutes: 90,
  expectedWorkMinutes: 0,
  employer: ids.organisation('RA4'),
  arrangement: null,
  how: 'manual',
  why: null,
  pinned: false,
  ...changes,
});
const dayShift = (date: string) => aBooking(`${date}T08:00:00.000Z`, `${date}T16:00:00.000Z`);

const resident = {
  employer: 'RA4',
  assignment: '1',
  pack: 'EN-RD-2016' as const,
  wte: 1,
  annualLeaveDays: 27,
  from: '2020-01-01',
  to: null,
};
const consultant = { ...resident, assignment: '2', pack: 'WTR' as const, annualLeaveDays: 30 };
const judging: Judging = {
  optOut48: false,
  employments: [resident],
  travelMinutes: () => 0,
  periods: new Map([['ent', { from: '2026-03-02', to: '2026-03-30' }]]),
};
const free: PersonsTime = { person: 'p1', bookings: [], leave: [] };
const strictly = { judging, released: [], mayStand: () => false };
const datesOf = (bookings: readonly { booking: Booking }[]) =>
  bookings.map(({ booking }) => booking.start.slice(0, 10));

describe('bookings judged against a diary', () => {
  test('a duty that begins when another one ends does not overlap it, however the instants are written', () => {
    const held = aBooking('2026-03-02T00:00:00Z', '2026-03-02T04:00:00Z');
    const next = aBooking('2026-03-02T04:00:00.000Z', '2026-03-02T08:00:00.000Z');
    expect(judgeBookings({ ...free, bookings: [held] }, [next], strictly).refused).toEqual([]);
  });

  test('a minute of overlap is refused, and no override helps', () => {
    const held = dayShift('2026-03-02');
    const wanted = aBooking('2026-03-02T15:59:00.000Z', '2026-03-02T20:00:00.000Z');
    for (const isOverridden of [false, true])
      expect(
        judgeBookings({ ...free, bookings: [held] }, [wanted], { ...strictly, mayStand: () => isOverridden }).refused,
      ).toMatchObject([{ code: 'overlap', clash: { duty: held.duty } }]);
  });

  test('eight days in a row are too many: the last one is left out, the first seven are kept', () => {
    const days = Array.from({ length: 8 }, (_, day) => dayShift(`2026-03-0${day + 2}`));
    const { accepted, refused } = judgeBookings(free, [...days].reverse(), strictly);
    expect(datesOf(accepted)).toEqual(days.slice(0, 7).map(({ start }) => start.slice(0, 10)));
    expect(refused).toMatchObject([{ code: 'hard-rule', booking: { start: '2026-03-09T08:00:00.000Z' } }]);
    expect(refused[0]?.findings.map(({ rule }) => rule)).toContain('RD-7');
  });

  test('with an override all eight are taken, and each names the finding that it makes', () => {
    const days = Array.from({ length: 8 }, (_, day) => dayShift(`2026-03-0${day + 2}`));
    const { accepted } = judgeBookings(free, days, { ...strictly, mayStand: () => true });
    expect(accepted).toHaveLength(8);
    expect(accepted.every(({ findings }) => findings.some(({ rule }) => rule === 'RD-7'))).toBe(true);
  });

  test('a breach that was there before is nothing new, so another duty elsewhere in the rota is taken', () => {
    const bookings = Array.from({ length: 8 }, (_, day) => dayShift(`2026-03-0${day + 2}`));
    expect(judgeBookings({ ...free, bookings }, [dayShift('2026-03-18')], strictly).refused).toEqual([]);
  });

  test('moving a duty away from a short rest is judged without the duty that is left', () => {
    const held = dayShift('2026-03-03');
    const late = aBooking('2026-03-03T17:00:00.000Z', '2026-03-03T22:00:00.000Z');
    const time = { ...free, bookings: [held] };
    const moved = { ...late, start: '2026-03-03T09:00:00.000Z', end: '2026-03-03T17:00:00.000Z' };
    expect(judgeBookings(time, [moved], { ...strictly, released: [held.booking] }).refused).toEqual([]);
    expect(judgeBookings(time, [moved], strictly).refused).toMatchObject([{ code: 'overlap' }]);
  });

  test('a duty on a day of leave is refused', () => {
    const time = { ...free, leave: [{ kind: 'annual' as const, from: '2026-03-10', to: '2026-03-11' }] };
    const { refused } = judgeBookings(time, [dayShift('2026-03-10')], strictly);
    expect(refused[0]?.findings.map(({ rule }) => rule)).toEqual(['LEAVE']);
  });

  test('a rest of 10 h 59 over the border of the rota is found', () => {
    const before = aBooking('2026-03-01T13:00:00.000Z', '2026-03-01T21:01:00.000Z');
    const { refused } = judgeBookings({ ...free, bookings: [before] }, [dayShift('2026-03-02')], strictly);
    expect(refused[0]?.findings.map(({ rule }) => rule)).toContain('RD-REST11');
  });

  test('travel is taken out of a rest between two sites', () => {
    const before = aBooking('2026-03-02T12:00:00.000Z', '2026-03-02T20:30:00.000Z');
    const after = { ...dayShift('2026-03-03'), site: ids.site('RBD01') };
    const withTravel = (minutes: number) =>
      judgeBookings({ ...free, bookings: [before] }, [after], {
        ...strictly,
        judging: { ...judging, travelMinutes: () => minutes },
      }).refused.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    expect(withTravel(30)).toEqual([]);
    expect(withTravel(31)).toContain('RD-REST11');
  });

  test('who was a resident in another year is not judged as one now', () => {
    const days = Array.from({ length: 8 }, (_, day) => dayShift(`2026-03-0${day + 2}`));
    const employments = [{ ...resident, to: '2025-08-06' }, consultant];
    const { refused } = judgeBookings(free, days, { ...strictly, judging: { ...judging, employments } });
    expect(refused).toEqual([]);
  });
});
