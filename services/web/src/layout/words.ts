import { now } from './clock.ts';

const zone = 'Europe/London';
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
const dayLong = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const dayShort = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });

/** '08:00' by the clock of London, of an instant. */
export const timeOf = (instant: string): string => time.format(new Date(instant));
/** '08:00 to 20:30'. */
export const timesOf = ({ start, end }: { readonly start: string; readonly end: string }): string =>
  `${timeOf(start)} to ${timeOf(end)}`;
/** 'Monday 2 March 2026', of a local day. */
export const longDay = (date: string): string => dayLong.format(new Date(`${date}T00:00:00Z`));
/** 'Mon 2 Mar', of a local day. */
export const shortDay = (date: string): string => dayShort.format(new Date(`${date}T00:00:00Z`));
/** '2 Mar 2026, 09:15', of an instant. */
export const momentOf = (instant: string): string => moment.format(new Date(instant));

/** The local day so many days later. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The Monday of a local day's week. */
export const mondayOf = (date: string): string => {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(date, -weekday);
};

const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
/** The local day of an instant, by the clock of London. */
export const dayOf = (instant: string | number): string => day.format(new Date(instant));
/** Today by the clock of London, and by the platform's, not the browser's. */
export const today = (): string => dayOf(now());

/** '1 gap', '2 gaps'. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** Hours to one decimal, without a useless '.0'. */
export const hours = (value: number): string => `${Math.round(value * 10) / 10}`;
