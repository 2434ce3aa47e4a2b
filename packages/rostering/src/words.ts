import type { Instant } from './model.ts';
import { dateOfDay, localDayOf, localTimeOf, MINUTE, weekdayOfDay } from './zone.ts';

/** A length of time for people: '45 min', '11 h', '1 h 30'. Part of a minute counts as a whole one; never negative. */
export function durationWords(milliseconds: number): string {
  return minuteWords(Math.ceil(Math.max(0, Math.round(milliseconds)) / MINUTE));
}

/** Whole minutes for people: '45 min', '11 h', '1 h 30', '−20 min'. */
export function minuteWords(minutes: number): string {
  if (minutes < 0) return `−${minuteWords(-minutes)}`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An instant in local time for people: 'Sun 8 Mar 2026 08:00'. */
export function momentWords(zone: string, instant: Instant): string {
  const day = localDayOf(zone, instant);
  const [year, month, date] = dateOfDay(day).split('-');
  const weekday = weekdays[weekdayOfDay(day) - 1];
  return `${weekday} ${Number(date)} ${months[Number(month) - 1]} ${year} ${localTimeOf(zone, instant)}`;
}
