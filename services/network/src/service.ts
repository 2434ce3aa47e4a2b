import { router, type Service, type ServiceDeps } from '@weft/service-kit';
import { agreementQueries, overviewQuery } from './agreements/api.ts';
import { agreements } from './agreements/view.ts';
import { arrangementCommands } from './arrangement/api.ts';
import { arrangementEvents } from './arrangement/events.ts';
import { directoryQueries } from './directory/api.ts';
import { directory } from './directory/view.ts';
import { hostServiceCommands } from './host-service/api.ts';
import { hostServiceEvents } from './host-service/events.ts';
import { organisationCommands } from './organisation/api.ts';
import { organisationEvents } from './organisation/events.ts';
import { publish } from './publish.ts';
import { recordMany } from './record-many.ts';
import { recordsOf } from './records.ts';
import { siteCommands } from './site/api.ts';
import { siteEvents } from './site/events.ts';
import { travelCommands } from './travel/api.ts';
import { travelEvents } from './travel/events.ts';
import { travelQueries } from './travel-times/api.ts';
import { travelTimes } from './travel-times/view.ts';
import { whenSiteRecorded } from './when-site-recorded/reaction.ts';

const categories = [
  { category: 'organisation', kinds: organisationEvents },
  { category: 'site', kinds: siteEvents },
  { category: 'travel', kinds: travelEvents },
  { category: 'arrangement', kinds: arrangementEvents },
  { category: 'hostService', kinds: hostServiceEvents },
];

function routerOf({ rows }: ServiceDeps, records: ReturnType<typeof recordsOf>) {
  const queries = directoryQueries(rows);
  return router({
    organisations: router({ ...queries.organisations, ...organisationCommands(records) }),
    sites: router({ ...queries.sites, ...siteCommands(records) }),
    services: router({ ...queries.services, ...hostServiceCommands(records) }),
    travel: router({ ...travelQueries(rows), ...travelCommands(records) }),
    arrangements: router({ ...agreementQueries(rows), ...arrangementCommands(records) }),
    recordMany: recordMany(records),
    overview: overviewQuery(rows),
  });
}

/** What callers may ask of the service network. */
export type NetworkApi = ReturnType<typeof routerOf>;

/** Organisations, sites, travel and arrangements: who works where, by what right, on which day. */
export function networkService(deps: ServiceDeps): Service<NetworkApi> {
  const records = recordsOf(deps.log);
  return {
    name: 'network',
    router: routerOf(deps, records),
    categories,
    views: [directory, travelTimes, agreements],
    contractViews: [],
    reactions: [whenSiteRecorded(deps.log, records)],
    contractReactions: [],
    publish,
  };
}
