import type { Site } from '@weft/contracts';

const EARTH_KM = 6371;
const DETOUR = 1.3;
const KM_PER_HOUR = 55;
/** Farther apart than this, nobody is expected to work at both in one day. */
const FARTHEST_KM = 150;

type Place = Pick<Site, 'latitude' | 'longitude'>;

/** Kilometres between two places as the crow flies; null where one of them is not known. */
export function straightKm(a: Place, b: Place): number | null {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return null;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [lat1, lat2] = [radians(a.latitude), radians(b.latitude)];
  const across = Math.sin((lat2 - lat1) / 2) ** 2;
  const along = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(across + Math.cos(lat1) * Math.cos(lat2) * along));
}

/** A first guess at the drive, in whole minutes: 1.3 times the straight line at 55 km/h. Null beyond 150 km. */
export function defaultMinutes(a: Place, b: Place): number | null {
  const km = straightKm(a, b);
  return km === null || km > FARTHEST_KM ? null : Math.round(((km * DETOUR) / KM_PER_HOUR) * 60);
}
