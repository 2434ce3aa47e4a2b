import { describe, expect, test } from 'vitest';
import type { Duty } from '../model.ts';
import { daily, nurse, shift, values } from './worked-example.ts';

describe('working time', () => {
  const weeks = { period: { from: '2026-04-27', to: '2026-05-04' }, known: { from: '2026-01-05', to: '2026-05-04' } };
  const sixEights = (extra: number): readonly Duty[] =>
    Array.from({ length: 17 * 7 }, (_, day) => day)
      .filter((day) => day % 7 !== 6)
      .map((day) => {
        const start = Date.parse('2026-01-05T10:00Z') + day * 86_400_000;
        const end = start + 8 * 3_600_000 + (day === 0 ? extra * 60_000 : 0);
        return { ...shift('2026-01-05T10:00', '2026-01-05T18:00'), id: `${day}`, start, end };
      });

  test('17 weeks of 48 hours pass, and one minute more does not', () => {
    expect(values({ ...weeks, duties: sixEights(0), person: { employments: [nurse] } }, 'WTR-48')).toEqual([]);
    const [value] = values({ ...weeks, duties: sixEights(1), person: { employments: [nurse] } }, 'WTR-48');
    expect(value).toBeCloseTo(48 + 1 / 60 / 17, 9);
  });

  test('a resident is measured over 26 weeks, which are not known here', () => {
    expect(values({ ...weeks, duties: sixEights(60) }, 'WTR-48')).toEqual([]);
  });

  test('an opt-out frees from the mean of 48 hours', () => {
    const person = { employments: [nurse], optOut48: true };
    expect(values({ ...weeks, duties: sixEights(60), person }, 'WTR-48')).toEqual([]);
  });

  test('a day of sick leave takes a seventh of a week away, one of study leave nothing', () => {
    const on = (kind: 'sick' | 'study') => [{ kind, from: '2026-01-11', to: '2026-01-12' }] as const;
    const judged = (kind: 'sick' | 'study') =>
      values({ ...weeks, duties: sixEights(0), person: { employments: [nurse], leave: on(kind) } }, 'WTR-48');
    expect(judged('study')).toEqual([]);
    expect(judged('sick')[0]).toBeCloseTo((17 * 48 * 7) / 118, 9);
  });

  test('weeks that are wholly leave are passed over', () => {
    const leave = [{ kind: 'parental', from: '2026-01-05', to: '2026-05-04' }] as const;
    expect(values({ ...weeks, duties: sixEights(60), person: { employments: [nurse], leave } }, 'WTR-48')).toEqual([]);
  });

  test.each([
    ['2026-03-03T23:00', []],
    ['2026-03-03T23:01', [659 / 60]],
  ])('a day shift from 10:00 to %s leaves the rest of its 24 hours', (end, expected) => {
    expect(values({ duties: [shift('2026-03-03T10:00', end)] }, 'WTR-DAILY')).toEqual(expected);
  });

  test.each([
    [[10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22], []],
    [[9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22], [1]],
    [[9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22], [0]],
  ])('day shifts on March %j: rests of the fortnight from 9 March', (days, expected) => {
    const period = { from: '2026-03-09', to: '2026-03-23' };
    expect(values({ duties: daily('2026-03', days, '09:00', '17:00'), period }, 'WTR-WEEKLY')).toEqual(expected);
  });

  test('six hours need no break, a minute more needs 20 minutes, and a gap is a break', () => {
    const judged = (end: string, breakMinutes: number) =>
      values({ duties: [shift('2026-03-03T08:00', end, { breakMinutes })] }, 'WTR-BREAK');
    expect(judged('2026-03-03T14:00', 0)).toEqual([]);
    expect(judged('2026-03-03T14:01', 19)).toEqual([19]);
    expect(judged('2026-03-03T14:01', 20)).toEqual([]);
    const split = [
      shift('2026-03-03T08:00', '2026-03-03T12:00', { breakMinutes: 0 }),
      shift('2026-03-03T14:00', '2026-03-03T16:00', { breakMinutes: 0 }),
    ];
    expect(values({ duties: split }, 'WTR-BREAK')).toEqual([]);
  });
});
