import { OrganisationCode, SiteCode } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

/** A service that a site offers, and who operates it where that is not the site's own organisation. */
export const HostService = z.object({
  site: SiteCode,
  service: z.string().trim().min(1).max(80),
  specialty: z.string().trim().min(1).max(80),
  operator: OrganisationCode.nullable(),
});
export type HostService = z.infer<typeof HostService>;

export const hostServiceRecorded = eventKind('HostServiceRecorded', HostService);

export const hostServiceEvents = [hostServiceRecorded] as const;
export type HostServiceEvent = EventOf<typeof hostServiceEvents>;
