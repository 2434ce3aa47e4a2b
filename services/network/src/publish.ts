import type { Contract, Recorded } from '@weft/eventing';

/** What others may know: organisations, sites, travel, and arrangements once they are agreed. */
export function publish({ type, data }: Recorded): readonly Contract[] {
  switch (type) {
    case 'OrganisationRecorded':
    case 'SiteRecorded':
    case 'TravelSet':
      return [{ subject: `network.${type}.v1`, data }];
    case 'ArrangementAgreed':
    case 'ArrangementEnded':
      return [{ subject: 'network.ArrangementRecorded.v1', data }];
    default:
      return [];
  }
}
