import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  instantOf,
  isLocalDate,
  isZone,
  localDateOf,
  localTimeOf,
  mondayOf,
  weekdayOf,
} from './zone.ts';

const london = 'Europe/London';
const iso = (zone: string, date: string, time: string) => new Date(instantOf(zone, date, time)).toISOString();

test('local times are UTC in winter and an hour ahead of it in summer', () => {
  expect(iso(london, '2026-01-15', '08:00')).toBe('2026-01-15T08:00:00.000Z');
  expect(iso(london, '2026-07-15', '08:00')).toBe('2026-07-15T07:00:00.000Z');
  expect(localTimeOf(london, Date.parse('2026-07-15T23:30:00Z'))).toBe('00:30');
  expect(localDateOf(london, Date.parse('2026-07-15T23:30:00Z'))).toBe('2026-07-16');
});

test('the hour before and after a change of the clocks', () => {
  expect(iso(london, '2026-03-29', '00:59')).toBe('2026-03-29T00:59:00.000Z');
  expect(iso(london, '2026-03-29', '02:00')).toBe('2026-03-29T01:00:00.000Z');
  expect(iso(london, '2026-10-25', '00:59')).toBe('2026-10-24T23:59:00.000Z');
  expect(iso(london, '2026-10-25', '02:00')).toBe('2026-10-25T02:00:00.000Z');
  expect(localTimeOf(london, Date.parse('2026-03-29T00:59:59Z'))).toBe('00:59');
  expect(localTimeOf(london, Date.parse('2026-03-29T01:00:00Z'))).toBe('02:00');
  expect(localTimeOf(london, Date.parse('2026-10-25T00:59:59Z'))).toBe('01:59');
  expect(localTimeOf(london, Date.parse('2026-10-25T01:00:00Z'))).toBe('01:00');
});

test('a time that is left out is counted on from the clock before; one that comes twice is the first', () => {
  expect(iso(london, '2026-03-29', '01:30')).toBe('2026-03-29T01:30:00.000Z');
  expect(iso(london, '2026-10-25', '01:30')).toBe('2026-10-25T00:30:00.000Z');
});

test('a night at the end of March has 11 hours, at the end of October 13', () => {
  const hours = (from: string, to: string) =>
    (instantOf(london, to, '08:00') - instantOf(london, from, '20:00')) / 3_600_000;
  expect(hours('2026-03-28', '2026-03-29')).toBe(11);
  expect(hours('2026-10-24', '2026-10-25')).toBe(13);
  expect(hours('2026-10-25', '2026-10-26')).toBe(12);
});

test('zones that change at midnight, by half an hour, or not at all', () => {
  expect(iso('America/Sao_Paulo', '2018-11-04', '00:00')).toBe('2018-11-04T03:00:00.000Z');
  expect(iso('Australia/Lord_Howe', '2026-04-05', '03:00')).toBe('2026-04-04T16:30:00.000Z');
  expect(iso('Asia/Kathmandu', '2026-04-05', '00:00')).toBe('2026-04-04T18:15:00.000Z');
  expect(iso('Pacific/Apia', '2012-01-01', '00:00')).toBe('2011-12-31T10:00:00.000Z');
});

test('local date and time agree with Intl at any instant', () => {
  const zones = [london, 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kolkata'];
  const instants = fc.integer({ min: Date.UTC(1972, 0, 1) / 60_000, max: Date.UTC(2037, 11, 31) / 60_000 });
  const formats = zones.map(
    (timeZone) => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  );
  fc.assert(
    fc.property(instants, fc.nat(zones.length - 1), (minute, i) => {
      const instant = minute * 60_000;
      expect(`${localDateOf(zones[i]!, instant)} ${localTimeOf(zones[i]!, instant)}`).toBe(formats[i]!.format(instant));
    }),
    { numRuns: 300 },
  );
});

test('an instant goes to its local date and time and back, but for the hour that comes twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36_000_000 }), (minute) => {
      const instant = minute * 60_000;
      const back = instantOf(london, localDateOf(london, instant), localTimeOf(london, instant));
      expect([0, 3_600_000]).toContain(instant - back);
    }),
    { numRuns: 300 },
  );
});

test('days are counted over months, leap days and years', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
  expect([weekdayOf('2026-03-02'), weekdayOf('2026-03-08'), weekdayOf('1969-12-31')]).toEqual([1, 7, 3]);
  expect([mondayOf('2026-03-02'), mondayOf('2026-03-08')]).toEqual(['2026-03-02', '2026-03-02']);
});

test('dates, times and zones that do not exist are refused', () => {
  expect(
    ['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-01', '2100-02-29', 'today'].filter(isLocalDate),
  ).toEqual([]);
  expect(['2028-02-29', '2000-02-29', '2026-12-31'].every(isLocalDate)).toBe(true);
  expect(() => instantOf(london, '2026-02-29', '08:00')).toThrow("'2026-02-29' is not a local day");
  expect(() => instantOf(london, '2026-02-28', '24:00')).toThrow("'24:00' is not a time of day");
  expect([isZone(london), isZone('Europe/Yeovil')]).toEqual([true, false]);
});
