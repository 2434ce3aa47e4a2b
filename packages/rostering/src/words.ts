import { MINUTE } from './zone.ts';

/** A length of time for people: '45 min', '11 h', '1 h 30'. Rounded up to the minute; never negative. */
export function durationWords(milliseconds: number): string {
  const minutes = Math.ceil(Math.max(0, milliseconds) / MINUTE);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`;
}
