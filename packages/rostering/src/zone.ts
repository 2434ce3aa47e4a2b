import type { Instant, LocalDate } from './model.ts';

/** Milliseconds in a minute, an hour and a day of 24 hours. */
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** Offsets of one zone over one stretch of time: offsets[i] holds from starts[i] until starts[i + 1]. */
type Offsets = { readonly starts: readonly Instant[]; readonly offsets: readonly number[] };
type Clock = { readonly format: Intl.DateTimeFormat; readonly stretches: Map<number, Offsets> };

/** Offsets are looked for once per stretch of some 397 days. */
const STRETCH = 2 ** 35;
/** No zone changes its offset twice within this time. */
const SAMPLE = 3 * DAY;

const clocks = new Map<string, Clock>();

function clockOf(zone: string): Clock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB-u-ca-iso8601', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const clock = { format, stretches: new Map<number, Offsets>() };
  clocks.set(zone, clock);
  return clock;
}

function askOffset(clock: Clock, instant: Instant): number {
  const part: Record<string, number> = {};
  for (const { type, value } of clock.format.formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** The first instant after `before`, to the second, that has another offset; the offset changes once up to `after`. */
function changeBetween(clock: Clock, before: Instant, after: Instant): Instant {
  const offset = askOffset(clock, before);
  let low = before;
  let high = after;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (askOffset(clock, middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}

function findOffsets(clock: Clock, index: number): Offsets {
  const from = Math.floor((index * STRETCH) / 1000) * 1000;
  const to = (index + 1) * STRETCH;
  const starts = [from];
  const offsets = [askOffset(clock, from)];
  for (let at = from; at < to; at += SAMPLE) {
    const next = askOffset(clock, at + SAMPLE);
    if (next === offsets[offsets.length - 1]) continue;
    starts.push(changeBetween(clock, at, at + SAMPLE));
    offsets.push(next);
  }
  return { starts, offsets };
}

/** What was asked last is mostly asked next. */
let last: { readonly zone: string; readonly index: number; readonly offsets: Offsets } | null = null;

function offsetsOf(zone: string, index: number): Offsets {
  const clock = clockOf(zone);
  let found = clock.stretches.get(index);
  if (found === undefined) {
    found = findOffsets(clock, index);
    clock.stretches.set(index, found);
  }
  last = { zone, index, offsets: found };
  return found;
}

/** Local time minus UTC at an instant, in milliseconds. Throws a RangeError for a zone that does not exist. */
function offsetAt(zone: string, instant: Instant): number {
  const index = Math.floor(instant / STRETCH);
  const found = last !== null && last.index === index && last.zone === zone ? last.offsets : offsetsOf(zone, index);
  let i = found.starts.length - 1;
  while (i > 0 && found.starts[i]! > instant) i--;
  return found.offsets[i]!;
}

/** Whether the name is a zone that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    clockOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The same few years of days are asked for again and again. */
const DAYS_REMEMBERED = 20_000;
const numbers = new Map<LocalDate, number>();
const dates = new Map<number, LocalDate>();

/** Keeps what was found out in a map that is emptied when it is full. */
function remember<Key, Value>(known: Map<Key, Value>, key: Key, value: Value): Value {
  if (known.size >= DAYS_REMEMBERED) known.clear();
  known.set(key, value);
  return value;
}

/** The number of a local day: days since 1970-01-01. Throws a RangeError for a date that does not exist. */
export const dayNumberOf = (date: LocalDate): number =>
  numbers.get(date) ?? remember(numbers, date, readDayNumber(date));

function readDayNumber(date: LocalDate): number {
  const number = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / DAY;
  if (!isLocalDate(date)) throw new RangeError(`'${date}' is not a local day; write an existing day as YYYY-MM-DD.`);
  return number;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is an existing day, written 'YYYY-MM-DD'. */
export function isLocalDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(text.slice(0, 4)), month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date of a day's number. */
export const dateOfDay = (day: number): LocalDate =>
  dates.get(day) ?? remember(dates, day, new Date(day * DAY).toISOString().slice(0, 10));

/** The number of the local day that an instant lies in. */
export function localDayOf(zone: string, instant: Instant): number {
  return Math.floor((instant + offsetAt(zone, instant)) / DAY);
}

/** Milliseconds that the local clock shows since 00:00. */
export function clockMillisecondsOf(zone: string, instant: Instant): number {
  const local = instant + offsetAt(zone, instant);
  return local - Math.floor(local / DAY) * DAY;
}

/**
 * The instant at which the local clock shows so many minutes after 00:00 on a day.
 * A time that comes twice (clocks go back) is the first of the two. A time that is left out (clocks go forward)
 * is counted on from the clock before the change: 01:30 is then 02:30.
 */
export function instantOfDay(zone: string, day: number, minutes: number): Instant {
  const local = day * DAY + minutes * MINUTE;
  const before = offsetAt(zone, local - DAY);
  const after = offsetAt(zone, local + DAY);
  const early = local - before;
  if (before === after || offsetAt(zone, early) === before) return early;
  const late = local - after;
  return offsetAt(zone, late) === after ? late : early;
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** The instant of a local date and time 'HH:MM'; times that come twice or never are read as `instantOfDay` says. */
export function instantOf(zone: string, date: LocalDate, time: string): Instant {
  const clock = TIME.exec(time);
  if (clock === null) throw new RangeError(`'${time}' is not a time of day; write HH:MM, from 00:00 to 23:59.`);
  return instantOfDay(zone, dayNumberOf(date), Number(clock[1]) * 60 + Number(clock[2]));
}

/** The local date of an instant. */
export function localDateOf(zone: string, instant: Instant): LocalDate {
  return dateOfDay(localDayOf(zone, instant));
}

/** The local time of an instant, 'HH:MM', seconds left off. */
export function localTimeOf(zone: string, instant: Instant): string {
  return new Date(clockMillisecondsOf(zone, instant)).toISOString().slice(11, 16);
}

/** The date so many days later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumberOf(date) + days);
}

/** Days from one date to another; negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** Monday 1 to Sunday 7. */
export function weekdayOf(date: LocalDate): number {
  return weekdayOfDay(dayNumberOf(date));
}

/** Monday 1 to Sunday 7, of a day's number. */
export function weekdayOfDay(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of the week that a date lies in. */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}
