import type { Arrangement, Organisation, Site } from '@weft/contracts';
import { networkContracts } from '@weft/contracts';
import type { ContractView, Rows } from '@weft/eventing';

const changed = (rows: Rows) =>
  rows.run('INSERT INTO fact_network_changes VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET changes = changes + 1');

/** What network published: organisations, sites, arrangements as JSON by code, and travel by pair of sites. */
export const networkFacts: ContractView = {
  name: 'network-facts',
  version: 1,
  tables: `
    CREATE TABLE fact_organisations (code TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
    CREATE TABLE fact_sites (code TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
    CREATE TABLE fact_arrangements (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
    CREATE TABLE fact_travel (
      from_site TEXT NOT NULL, to_site TEXT NOT NULL, minutes INTEGER NOT NULL,
      PRIMARY KEY (from_site, to_site)
    ) STRICT;
    CREATE TABLE fact_network_changes (one INTEGER PRIMARY KEY, changes INTEGER NOT NULL) STRICT;
  `,
  on: {
    'network.OrganisationRecorded.v1': (rows, message) => {
      changed(rows);
      const organisation = networkContracts['network.OrganisationRecorded.v1'].parse(message.data);
      rows.run(
        'INSERT OR REPLACE INTO fact_organisations VALUES (?, ?)',
        organisation.code,
        JSON.stringify(organisation),
      );
    },
    'network.SiteRecorded.v1': (rows, message) => {
      changed(rows);
      const site = networkContracts['network.SiteRecorded.v1'].parse(message.data);
      rows.run('INSERT OR REPLACE INTO fact_sites VALUES (?, ?)', site.code, JSON.stringify(site));
    },
    'network.ArrangementRecorded.v1': (rows, message) => {
      changed(rows);
      const arrangement = networkContracts['network.ArrangementRecorded.v1'].parse(message.data);
      rows.run('INSERT OR REPLACE INTO fact_arrangements VALUES (?, ?)', arrangement.id, JSON.stringify(arrangement));
    },
    'network.TravelSet.v1': (rows, message) => {
      changed(rows);
      const { from, to, minutes } = networkContracts['network.TravelSet.v1'].parse(message.data);
      rows.run('INSERT OR REPLACE INTO fact_travel VALUES (?, ?, ?)', from, to, minutes);
    },
  },
};

const bodies = <Fact>(rows: Rows, table: string): Fact[] =>
  rows.all<{ body: string }>(`SELECT body FROM ${table}`).map(({ body }) => JSON.parse(body) as Fact);

/** Minutes between two sites, either direction; 0 where nothing is known. */
export type TravelMinutes = (from: string, to: string) => number;

/** The network as this service knows it: read once, so that one command sees one network. */
export type Network = {
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly sites: ReadonlyMap<string, Site>;
  readonly arrangements: ReadonlyMap<string, Arrangement>;
  /** The code that an organisation goes by on a day: its own, or that of the one it had become part of. */
  readonly codeOn: (code: string, day: string) => string;
  /** Who runs a site on a day; null where that is not known. */
  readonly hostOn: (site: string, day: string) => string | null;
  /** Its name on a day, or its code where no name is known. */
  readonly nameOn: (code: string, day: string) => string;
  readonly travelMinutes: TravelMinutes;
};

const holds = ({ from, to }: { readonly from: string | null; readonly to: string | null }, day: string) =>
  (from === null || from <= day) && (to === null || day < to);

const reads = new WeakMap<Rows, { readonly changes: number; readonly network: Network; writes: number }>();

/** The network of these rows: the same object until something of it changes. */
export function networkIn(rows: Rows): Network {
  const writes = rows.writes();
  const before = reads.get(rows);
  if (before?.writes === writes) return before.network;
  const changes = rows.get<{ changes: number }>('SELECT changes FROM fact_network_changes WHERE one = 1')?.changes ?? 0;
  if (before?.changes === changes) {
    before.writes = writes;
    return before.network;
  }
  const network = readNetwork(rows);
  reads.set(rows, { changes, network, writes });
  return network;
}

/** Reads the network whenever it is asked for. */
export const networkReader =
  (rows: Rows): (() => Network) =>
  () =>
    networkIn(rows);

function readNetwork(rows: Rows): Network {
  const organisations = new Map(bodies<Organisation>(rows, 'fact_organisations').map((body) => [body.code, body]));
  const sites = new Map(bodies<Site>(rows, 'fact_sites').map((body) => [body.code, body]));
  const arrangements = new Map(bodies<Arrangement>(rows, 'fact_arrangements').map((body) => [body.id, body]));
  const travel = new Map<string, number>();
  for (const pair of rows.all<{ from_site: string; to_site: string; minutes: number }>(
    'SELECT from_site, to_site, minutes FROM fact_travel',
  ))
    travel.set(`${pair.from_site} ${pair.to_site}`, pair.minutes);

  const codeOn = (code: string, day: string): string => {
    const passed = new Set<string>();
    let now = code;
    for (;;) {
      const successor = organisations.get(now as Organisation['code'])?.successor;
      if (!successor || successor.on > day || passed.has(now)) return now;
      passed.add(now);
      now = successor.code;
    }
  };
  return {
    organisations,
    sites,
    arrangements,
    codeOn,
    hostOn: (site, day) => {
      const code = sites.get(site as Site['code'])?.organisations.find((dated) => holds(dated, day))?.code;
      return code === undefined ? null : codeOn(code, day);
    },
    nameOn: (code, day) => {
      const names = organisations.get(code as Organisation['code'])?.names ?? [];
      return (names.find((dated) => holds(dated, day)) ?? names.at(-1))?.name ?? code;
    },
    travelMinutes: (from, to) => travel.get(`${from} ${to}`) ?? travel.get(`${to} ${from}`) ?? 0,
  };
}
