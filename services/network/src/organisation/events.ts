import { Organisation } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';

/** What is known of an organisation, whole: names and successor with their dates. The newest one counts. */
export const organisationRecorded = eventKind('OrganisationRecorded', Organisation);

export const organisationEvents = [organisationRecorded] as const;
export type OrganisationEvent = EventOf<typeof organisationEvents>;
