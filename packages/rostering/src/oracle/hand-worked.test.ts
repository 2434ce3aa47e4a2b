import { describe, expect, test } from 'vitest';
import type { Duty, Frame, Person } from '../model.ts';
import { findBreaches } from './oracle.ts';

type Case = {
  readonly duties: readonly Duty[];
  readonly period?: Frame['period'];
  readonly known?: Frame['known'];
  readonly person?: Partial<Person>;
};

const resident = { employer: 'RA4', assignment: '1', pack: 'EN-RD-2016', wte: 1, annualLeaveDays: 27 } as const;
const nurse = { ...resident, pack: 'WTR' } as const;
const march = { from: '2026-03-02', to: '2026-04-13' };

/** Instants in UTC without the Z: shift('2026-03-02T08:00', '2026-03-02T20:00'). */
const shift = (start: string, end: string, more: Partial<Duty> = {}): Duty => ({
  id: `${start} ${end}`,
  site: 'yeovil',
  kind: 'shift',
  start: Date.parse(`${start}Z`),
  end: Date.parse(`${end}Z`),
  breakMinutes: 90,
  expectedWorkMinutes: 0,
  ...more,
});
const onCall = (start: string, end: string, expectedWorkMinutes = 0): Duty =>
  shift(start, end, { kind: 'on-call', breakMinutes: 0, expectedWorkMinutes });

/** The same hours, UTC, on so many days of a month. */
const daily = (month: string, days: readonly number[], from: string, to: string): readonly Duty[] =>
  days.map((day) => {
    const date = `${month}-${String(day).padStart(2, '0')}`;
    return shift(`${date}T${from}`, `${date}T${to}`);
  });

/** Nights from 20:00 to 08:00 UTC on so many evenings of a month. */
const nights = (month: string, days: readonly number[]): readonly Duty[] =>
  days.map((day) => {
    const start = Date.parse(`${month}-${String(day).padStart(2, '0')}T20:00Z`);
    const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);
    return shift(iso(start), iso(start + 12 * 3_600_000));
  });

const values = ({ duties, period = march, known = period, person = {} }: Case, rule: string) => {
  const travelMinutes = (from: string, to: string) => ([from, to].includes('taunton') ? 41 : 0);
  const frame: Frame = { zone: 'Europe/London', period, known, travelMinutes };
  const whole: Person = { id: 'p1', optOut48: false, employments: [resident], leave: [], ...person };
  return findBreaches(frame, whole, duties)
    .filter((breach) => breach.rule === rule)
    .map(({ value }) => value);
};

describe('everybody', () => {
  test('two duties that share half an hour overlap by 30 minutes', () => {
    const duties = [shift('2026-03-03T08:00', '2026-03-03T16:00'), shift('2026-03-03T15:30', '2026-03-03T20:00')];
    expect(values({ duties }, 'OVERLAP')).toEqual([30]);
  });

  test('two duties that touch do not overlap', () => {
    const duties = [shift('2026-03-03T08:00', '2026-03-03T16:00'), shift('2026-03-03T16:00', '2026-03-03T20:00')];
    expect(values({ duties }, 'OVERLAP')).toEqual([]);
  });

  test.each([
    ['2026-03-03T12:40', [40]],
    ['2026-03-03T12:41', []],
  ])('41 minutes of travel from 12:00 and a start at %s', (start, expected) => {
    const duties = [
      shift('2026-03-03T08:00', '2026-03-03T12:00'),
      shift(start, '2026-03-03T17:00', { site: 'taunton' }),
    ];
    expect(values({ duties }, 'TRAVEL')).toEqual(expected);
  });

  test('a night into the first day of leave counts its minutes after midnight', () => {
    const leave = [{ kind: 'study', from: '2026-03-10', to: '2026-03-11' }] as const;
    expect(values({ duties: nights('2026-03', [9]), person: { leave } }, 'LEAVE')).toEqual([480]);
  });

  test('a duty before the period is history and not itself a finding', () => {
    const duties = [shift('2026-03-01T08:00', '2026-03-01T16:00'), shift('2026-03-01T15:30', '2026-03-01T20:00')];
    expect(values({ duties }, 'OVERLAP')).toEqual([]);
  });
});

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

describe('on-call of resident doctors', () => {
  test('24 hours pass, one minute more does not; the clock change counts', () => {
    expect(values({ duties: [onCall('2026-03-03T08:00', '2026-03-04T08:00')] }, 'RD-OC24')).toEqual([]);
    expect(values({ duties: [onCall('2026-03-03T08:00', '2026-03-04T08:01')] }, 'RD-OC24')).toEqual([1441 / 60]);
    const period = { from: '2026-10-19', to: '2026-11-02' };
    expect(values({ duties: [onCall('2026-10-24T07:00', '2026-10-25T08:00')], period }, 'RD-OC24')).toEqual([25]);
  });

  test('Saturday and Sunday may follow each other, Sunday and Monday may not', () => {
    const on = (day: number) => onCall(`2026-03-0${day}T08:00`, `2026-03-0${day}T20:00`);
    expect(values({ duties: [on(7), on(8)] }, 'RD-OC-CONSEC')).toHaveLength(0);
    expect(values({ duties: [on(8), on(9)] }, 'RD-OC-CONSEC')).toHaveLength(1);
  });

  test('four on-call periods in seven dates are one too many, in eight they are not', () => {
    const on = (day: number) => onCall(`2026-03-0${day}T08:00`, `2026-03-0${day}T20:00`);
    expect(values({ duties: [on(2), on(4), on(6), on(8)] }, 'RD-OC3IN7')).toEqual([4]);
    expect(values({ duties: [on(2), on(4), on(6), on(9)] }, 'RD-OC3IN7')).toEqual([]);
  });

  test('more than ten hours on the day after on-call began is too long', () => {
    const then = (end: string) => [onCall('2026-03-03T20:00', '2026-03-04T08:00'), shift('2026-03-04T09:00', end)];
    expect(values({ duties: then('2026-03-04T19:00') }, 'RD-OC-NEXT10')).toEqual([]);
    expect(values({ duties: then('2026-03-04T19:01') }, 'RD-OC-NEXT10')).toEqual([601 / 60]);
  });

  test('none of the resident rules judge a person of no such pack', () => {
    const duties = [onCall('2026-03-03T08:00', '2026-03-05T08:00')];
    expect(values({ duties, person: { employments: [nurse] } }, 'RD-OC24')).toEqual([]);
  });
});
