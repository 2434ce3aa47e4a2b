import { describe, expect, test } from 'vitest';
import type { Duty } from '../model.ts';
import { daily, onCall, resident, shift, values } from './worked-example.ts';

describe('hours of resident doctors', () => {
  test('a night of the October change is 13 hours, of the March change 11', () => {
    const october = { from: '2026-10-19', to: '2026-11-02' };
    const night = [shift('2026-10-24T19:00', '2026-10-25T08:00')];
    expect(values({ duties: night, period: october }, 'RD-13')).toEqual([]);
    const longer = [shift('2026-10-24T19:00', '2026-10-25T08:01')];
    expect(values({ duties: longer, period: october }, 'RD-13')).toEqual([781 / 60]);
    expect(values({ duties: [shift('2026-03-28T20:00', '2026-03-29T07:00')] }, 'RD-LONG4')).toEqual([]);
  });

  test('the mean takes leave out: 47.2 hours a week pass with 26 days of leave, one minute more does not', () => {
    const week = { from: '2026-03-02', to: '2026-03-09' };
    const person = { employments: [{ ...resident, annualLeaveDays: 26 }] };
    const of = (minutes: number): readonly Duty[] => {
      const days = [2, 3, 4, 5, 6, 7].map((day) => Date.parse(`2026-03-0${day}T08:00Z`));
      return days.map((start, position) => ({
        ...shift('2026-03-02T08:00', '2026-03-02T09:00'),
        id: `${position}`,
        start,
        end: start + (position < 5 ? 480 : minutes - 2400) * 60_000,
      }));
    };
    expect(values({ duties: of(2832), period: week, person }, 'RD-AVG48')).toEqual([]);
    expect(values({ duties: of(2833), period: week, person }, 'RD-AVG48')[0]).toBeCloseTo(48 + 1 / 60 / 0.9, 9);
    expect(values({ duties: of(2833), period: week, person: { ...person, optOut48: true } }, 'RD-AVG48')).toEqual([]);
  });

  test('six shifts of 12 hours pass in 168 hours; 34 hours elsewhere after 40 do not', () => {
    const six = daily('2026-03', [3, 4, 5, 6, 7, 8], '08:00', '20:00');
    expect(values({ duties: six }, 'RD-72')).toEqual([]);
    const forty = daily('2026-03', [2, 3, 4, 5], '08:00', '18:00');
    const elsewhere = [...daily('2026-03', [6, 7], '08:00', '20:00'), ...daily('2026-03', [8], '08:00', '18:00')];
    expect(Math.max(...values({ duties: [...forty, ...elsewhere] }, 'RD-72').map(Number))).toBe(74);
  });

  test('only the expected work of an on-call period is work, at its start', () => {
    const six = daily('2026-03', [3, 4, 5, 6, 7, 8], '08:00', '20:00');
    expect(values({ duties: [...six, onCall('2026-03-09T08:00', '2026-03-10T08:00', 60)] }, 'RD-72')).toContain(73);
    expect(values({ duties: [...six, onCall('2026-03-10T08:00', '2026-03-11T08:00', 60)] }, 'RD-72')).toEqual([]);
    expect(values({ duties: [...six, onCall('2026-03-09T08:00', '2026-03-10T08:00', 0)] }, 'RD-72')).toEqual([]);
  });

  test.each([
    ['2026-03-03T13:00', 0, []],
    ['2026-03-03T13:01', 29, [29]],
    ['2026-03-03T17:00', 30, []],
    ['2026-03-03T17:01', 59, [59]],
    ['2026-03-04T02:00', 89, [89]],
    ['2026-03-04T01:59', 60, []],
  ])('a spell from 08:00 to %s with breaks of %i minutes', (end, breakMinutes, expected) => {
    expect(values({ duties: [shift('2026-03-03T08:00', end, { breakMinutes })] }, 'RD-BRK')).toEqual(expected);
  });

  test('eleven hours are measured after travel', () => {
    const then = (start: string) => [
      shift('2026-03-03T08:00', '2026-03-03T20:00'),
      shift(start, '2026-03-04T12:00', { site: 'taunton' }),
    ];
    expect(values({ duties: then('2026-03-04T07:41') }, 'RD-REST11')).toEqual([]);
    expect(values({ duties: then('2026-03-04T07:40') }, 'RD-REST11')).toEqual([659 / 60]);
  });

  test.each([
    ['2026-03-07T00:01', []],
    ['2026-03-07T00:02', [1]],
  ])('an evening that ends at %s on Saturday', (end, expected) => {
    const period = { from: '2026-03-02', to: '2026-03-09' };
    expect(values({ duties: [shift('2026-03-06T18:00', end)], period }, 'RD-WE2')).toEqual(expected);
  });

  test.each([
    ['2026-03-08T23:58', [1]],
    ['2026-03-08T23:59', []],
  ])('a night that starts at %s on Sunday', (start, expected) => {
    const period = { from: '2026-03-02', to: '2026-03-09' };
    expect(values({ duties: [shift(start, '2026-03-09T08:00')], period }, 'RD-WE3')).toEqual(expected);
  });

  test('one weekend in three passes both, one in two only the harder one', () => {
    const period = (to: string) => ({ from: '2026-03-02', to });
    const duties = daily('2026-03', [7], '09:00', '17:00');
    expect(values({ duties, period: period('2026-03-23') }, 'RD-WE3')).toEqual([]);
    expect(values({ duties, period: period('2026-03-16') }, 'RD-WE3')).toEqual([1]);
    expect(values({ duties, period: period('2026-03-16') }, 'RD-WE2')).toEqual([]);
  });
});
