import type { Organisation, OrganisationCode, Site } from '@weft/contracts';
import { codeOn, holdsOn } from '../organisation/on-day.ts';

/** The organisation that runs a site on a day, mergers included; null on days for which none is recorded. */
export function organisationOn(
  { organisations }: Pick<Site, 'organisations'>,
  day: string,
  successorOf: (code: OrganisationCode) => Organisation['successor'] | undefined,
): OrganisationCode | null {
  const holder = organisations.find((dated) => holdsOn(dated, day));
  return holder ? codeOn(holder.code, day, successorOf) : null;
}
