import { londonInstant, londonTime } from '../../layout/london.ts';
import { addDays } from '../../layout/words.ts';

/** The last minute of a local day. */
export const endOfDay = (date: string): string => londonInstant(date, '23:59');

/** Every step of the slider, in order: the ends of the days of a rota's life, the last one null, for now. */
export function dayStops(openedAt: string, now: string): readonly (string | null)[] {
  const stops: (string | null)[] = [];
  const today = londonTime(now).slice(0, 10);
  for (let date = londonTime(openedAt).slice(0, 10); date < today; date = addDays(date, 1)) stops.push(endOfDay(date));
  return [...stops, null];
}

/** Steps by changes: the instants at which something was done, oldest first, then null for now. */
export const changeStops = (instants: readonly string[]): readonly (string | null)[] => [
  ...[...new Set(instants)].sort(),
  null,
];

/** Which step an instant stands on: the last that is not after it; the first where all are; the last for now. */
export function stopOf(stops: readonly (string | null)[], asAt: string | null): number {
  if (asAt === null) return stops.length - 1;
  const after = stops.findIndex((stop) => stop === null || stop > asAt);
  return Math.max(0, after - 1);
}

/** Later than all that was done: whatever the browser's clock says, the newest changes are among those told. */
export const FOREVER = '9999-12-31T00:00:00.000Z';

/** The stretch of which changes are told: from `since` up to the moment shown where that is later, else up to now. */
export const stretchOf = (since: string, asAt: string | null) => ({
  since,
  until: asAt !== null && asAt > since ? asAt : FOREVER,
});
