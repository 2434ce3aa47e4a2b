import { describe, expect, test } from 'vitest';
import { daily, nights, shift, values } from './worked-example.ts';

describe('runs of resident doctors', () => {
  test('exactly ten hours is not long; five longer ones in a row are one too many', () => {
    expect(values({ duties: daily('2026-03', [2, 3, 4, 5, 6], '08:00', '18:00') }, 'RD-LONG4')).toEqual([]);
    expect(values({ duties: daily('2026-03', [2, 3, 4, 5, 6], '08:00', '18:01') }, 'RD-LONG4')).toEqual([5]);
  });

  test('four long days need 48 hours', () => {
    const four = daily('2026-03', [2, 3, 4, 5], '08:00', '20:00');
    const then = (start: string) => [...four, shift(start, '2026-03-08T00:00')];
    expect(values({ duties: then('2026-03-07T20:00') }, 'RD-LONG4-REST')).toEqual([]);
    expect(values({ duties: then('2026-03-07T19:59') }, 'RD-LONG4-REST')).toEqual([48 - 1 / 60]);
    expect(values({ duties: four }, 'RD-LONG4-REST')).toEqual([]);
  });

  test('a long evening starts before 16:00 and ends after 23:00, local', () => {
    const evenings = (from: string, to: string) => daily('2026-03', [2, 3, 4, 5, 6], from, to);
    expect(values({ duties: evenings('12:00', '23:01') }, 'RD-LATE4')).toEqual([5]);
    expect(values({ duties: evenings('12:00', '23:00') }, 'RD-LATE4')).toEqual([]);
    const inSummer = (from: string, to: string) => daily('2026-03', [30, 31], from, to);
    const mixed = [...daily('2026-03', [27, 28, 29], '11:00', '23:01'), ...inSummer('11:00', '22:01')];
    expect(values({ duties: mixed }, 'RD-LATE4')).toEqual([5]);
    expect(values({ duties: [...mixed.slice(0, 3), ...inSummer('15:00', '23:59')] }, 'RD-LATE4')).toEqual([]);
  });

  test('a run that began before the period is a finding of the period', () => {
    const duties = daily('2026-03', [2, 3, 4, 5, 6], '08:00', '20:00');
    expect(values({ duties, period: { from: '2026-03-06', to: '2026-03-20' } }, 'RD-LONG4')).toEqual([5]);
    expect(values({ duties, period: { from: '2026-03-07', to: '2026-03-20' } }, 'RD-LONG4')).toEqual([]);
  });

  test('five nights in a row are one too many', () => {
    expect(values({ duties: nights('2026-03', [2, 3, 4, 5]) }, 'RD-NIGHT4')).toEqual([]);
    expect(values({ duties: nights('2026-03', [2, 3, 4, 5, 6]) }, 'RD-NIGHT4')).toEqual([5]);
  });

  test('two nights, then a day shift 45 hours later', () => {
    const then = (start: string) => [...nights('2026-03', [2, 3]), shift(start, '2026-03-06T17:00')];
    expect(values({ duties: then('2026-03-06T05:00') }, 'RD-NIGHT-REST')).toEqual([45]);
    expect(values({ duties: then('2026-03-06T06:00') }, 'RD-NIGHT-REST')).toEqual([]);
  });

  test.each([
    ['2026-03-03T02:00', []],
    ['2026-03-03T01:59', []],
  ])('an evening from 16:00 to %s is a night from three hours after 23:00', (end, expected) => {
    const duties = [shift('2026-03-02T16:00', end), shift('2026-03-05T00:00', '2026-03-05T02:00')];
    expect(values({ duties }, 'RD-NIGHT-REST')).toEqual(expected);
    const sooner = [shift('2026-03-02T16:00', end), shift('2026-03-04T12:00', '2026-03-04T16:00')];
    expect(values({ duties: sooner }, 'RD-NIGHT-REST')).toEqual(end.endsWith('02:00') ? [34] : []);
  });

  test('eight days in a row are one too many, and seven need 48 hours', () => {
    expect(values({ duties: daily('2026-03', [2, 3, 4, 5, 6, 7, 8, 9], '09:00', '17:00') }, 'RD-7')).toEqual([8]);
    const seven = daily('2026-03', [2, 3, 4, 5, 6, 7, 8], '09:00', '17:00');
    expect(values({ duties: seven }, 'RD-7')).toEqual([]);
    const soon = [...seven, shift('2026-03-10T16:00', '2026-03-10T20:00')];
    expect(values({ duties: soon }, 'RD-7-REST')).toEqual([47]);
    const later = [...seven, shift('2026-03-10T17:00', '2026-03-10T20:00')];
    expect(values({ duties: later }, 'RD-7-REST')).toEqual([]);
  });
});
