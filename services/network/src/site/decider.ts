import type { OrganisationCode, Site } from '@weft/contracts';
import { type Decider, reject, type Stream } from '@weft/eventing';
import { backwards, overlapping } from '../organisation/on-day.ts';
import { isSameData } from '../same-data.ts';
import { type SiteEvent, siteEvents, siteRecorded } from './events.ts';

/** Null until it is recorded. */
export type SiteState = Site | null;

export type SiteCommand = {
  readonly type: 'RecordSite';
  readonly site: Site;
  /** Organisations of the site that are not recorded. */
  readonly unknown: readonly OrganisationCode[];
};

export type SiteRefusal = 'unknown-organisation' | 'impossible-dates' | 'organisations-overlap' | 'half-a-place';

function decide({ site, unknown }: SiteCommand, state: SiteState) {
  if (isSameData(site, state)) return [];
  const { code, organisations, latitude, longitude } = site;
  if (unknown.length > 0)
    return reject(
      'unknown-organisation',
      `Site ${code} names ${unknown.join(', ')}, which is not recorded. Check the code, or record the organisation first.`,
    );
  const wrong = backwards(organisations);
  if (wrong)
    return reject('impossible-dates', `${wrong.code} runs site ${code} until ${wrong.to}, before it begins to.`);
  const both = overlapping(organisations);
  if (both)
    return reject(
      'organisations-overlap',
      `${both[0].code} and ${both[1].code} run site ${code} on the same day. A site has one organisation on each day.`,
    );
  if ((latitude === null) !== (longitude === null))
    return reject('half-a-place', `Site ${code} has only one of latitude and longitude. Give both or neither.`);
  return [siteRecorded.create(site)];
}

const siteDecider: Decider<SiteState, SiteCommand, SiteEvent, SiteRefusal> = {
  initial: null,
  evolve: (_state, event) => event.data,
  decide,
};

/** Streams site-<site code>. */
export const siteStream: Stream<SiteState, SiteCommand, SiteEvent, SiteRefusal> = {
  category: 'site',
  kinds: siteEvents,
  decider: siteDecider,
};
