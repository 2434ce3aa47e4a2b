import { Site } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';

/** What is known of a site, whole: where it is and who runs it, with dates. The newest one counts. */
export const siteRecorded = eventKind('SiteRecorded', Site);

export const siteEvents = [siteRecorded] as const;
export type SiteEvent = EventOf<typeof siteEvents>;
