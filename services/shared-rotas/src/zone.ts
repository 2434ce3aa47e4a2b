import { localDateOf } from '@weft/rostering';

/** Local days and times are those of England and Wales. */
export const ZONE = 'Europe/London';

/** The local day of an instant, ISO in UTC. */
export const localDay = (instant: string): string => localDateOf(ZONE, Date.parse(instant));
