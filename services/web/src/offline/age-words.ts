import { counted, timeOf } from '../layout/words.ts';

/**
 * How old something is that was kept: 'from 07:12, 3 hours old'. `keptAt` and `now` are of the browser's clock, so that
 * the age is right where that clock is wrong; `asOf` is the server's, for the time of day.
 */
export function ageWords({ keptAt, asOf, now }: { keptAt: string; asOf: string; now: number }): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(keptAt)) / 60_000));
  const age =
    minutes < 1
      ? 'less than a minute old'
      : minutes < 60
        ? `${counted(minutes, 'minute')} old`
        : minutes < 48 * 60
          ? `${counted(Math.floor(minutes / 60), 'hour')} old`
          : `${counted(Math.floor(minutes / 1440), 'day')} old`;
  return `from ${timeOf(asOf)}, ${age}`;
}
