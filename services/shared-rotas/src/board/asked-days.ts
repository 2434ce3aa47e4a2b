import { daysBetween } from '@weft/rostering';
import { badInput } from '@weft/service-kit';

/** A board shows half a year at most. */
const LONGEST_DAYS = 184;

/** The local days [from, to) that are asked for; throws what is wrong with them. */
export function askedDays(from: string, to: string): { readonly from: string; readonly to: string } {
  if (to <= from) throw badInput(`The board would end on ${to}, not after its first day ${from}.`);
  if (daysBetween(from, to) > LONGEST_DAYS)
    throw badInput(`A board shows ${LONGEST_DAYS} days at most. Ask for fewer from ${from} on.`);
  return { from, to };
}
