import type { Site, SiteCode } from '@weft/contracts';
import type { EventLog, Metadata, Reaction } from '@weft/eventing';
import type { Records } from '../records.ts';
import { siteStream } from '../site/decider.ts';
import { type SiteEvent, siteRecorded } from '../site/events.ts';
import { pairOf } from '../travel/decider.ts';
import { defaultMinutes } from '../travel/default-minutes.ts';

/** Sets the computed travel time between a recorded site and each other one within reach. */
export function whenSiteRecorded(log: EventLog, records: Records): Reaction<SiteEvent> {
  let known: Map<SiteCode, Site> | null = null;

  async function sites(): Promise<Map<SiteCode, Site>> {
    if (known) return known;
    const read = new Map<SiteCode, Site>();
    for await (const { events } of log.readAll({ after: null, categories: [siteStream.category] }))
      for (const stored of events) {
        const { data } = siteRecorded.decode(stored);
        read.set(data.code, data);
      }
    known = read;
    return read;
  }

  return {
    name: 'when-site-recorded',
    on: {
      async SiteRecorded({ id, data: site, metadata }) {
        const others = (await sites()).set(site.code, site);
        const near = [...others.values()].flatMap((other) => {
          const minutes = other.code === site.code ? null : defaultMinutes(site, other);
          return minutes === null ? [] : [{ other: other.code, minutes }];
        });
        await Promise.all(
          near.map(({ other, minutes }) => {
            const pair = pairOf(site.code, other).join('~');
            const caused: Metadata = { ...metadata, commandId: `${id}/travel/${pair}`, cause: id };
            const travel = { from: site.code, to: other, minutes, by: 'computed' as const };
            return records.travel.handle(pair, { type: 'SetTravel', travel, unknown: [] }, caused);
          }),
        );
      },
    },
  };
}
