import type { Organisation, OrganisationCode, Site } from '@weft/contracts';
import type { Rows, View } from '@weft/eventing';
import type { HostService, HostServiceEvent } from '../host-service/events.ts';
import type { OrganisationEvent } from '../organisation/events.ts';
import type { SiteEvent } from '../site/events.ts';

/** Organisations, sites and what these offer, as they were recorded last. */
export const directory: View<OrganisationEvent | SiteEvent | HostServiceEvent> = {
  name: 'directory',
  version: 1,
  tables: `
    CREATE TABLE organisations (code TEXT PRIMARY KEY, facts TEXT NOT NULL);
    CREATE TABLE sites (code TEXT PRIMARY KEY, facts TEXT NOT NULL);
    CREATE TABLE host_services (site TEXT, service TEXT, facts TEXT NOT NULL, PRIMARY KEY (site, service));
  `,
  on: {
    OrganisationRecorded: (rows, { data }) =>
      rows.run('INSERT OR REPLACE INTO organisations VALUES (?, ?)', data.code, JSON.stringify(data)),
    SiteRecorded: (rows, { data }) =>
      rows.run('INSERT OR REPLACE INTO sites VALUES (?, ?)', data.code, JSON.stringify(data)),
    HostServiceRecorded: (rows, { data }) =>
      rows.run(
        'INSERT OR REPLACE INTO host_services VALUES (?, ?, ?)',
        data.site,
        data.service.toLowerCase(),
        JSON.stringify(data),
      ),
  },
};

const factsIn = <Facts>(
  rows: Rows,
  ordered: 'organisations ORDER BY code' | 'sites ORDER BY code' | 'host_services ORDER BY site, service',
): readonly Facts[] =>
  rows.all<{ facts: string }>(`SELECT facts FROM ${ordered}`).map(({ facts }) => JSON.parse(facts));

/** All organisations by code, in order of code. */
export const organisationsIn = (rows: Rows): ReadonlyMap<OrganisationCode, Organisation> =>
  new Map(
    factsIn<Organisation>(rows, 'organisations ORDER BY code').map((organisation) => [organisation.code, organisation]),
  );

/** All sites, in order of code. */
export const sitesIn = (rows: Rows): readonly Site[] => factsIn(rows, 'sites ORDER BY code');

/** What all sites offer, in order of site and service. */
export const hostServicesIn = (rows: Rows): readonly HostService[] =>
  factsIn(rows, 'host_services ORDER BY site, service');
