import { type Arrangement, networkContracts, type Organisation } from '@weft/contracts';
import type { ContractView, Rows } from '@weft/eventing';

/** What network published: organisations, codes of sites, and arrangements. */
export const networkFacts: ContractView = {
  name: 'network-facts',
  version: 1,
  tables: `
    CREATE TABLE known_organisations (code TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT;
    CREATE TABLE known_sites (code TEXT PRIMARY KEY) STRICT;
    CREATE TABLE known_arrangements (id TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT;
  `,
  on: {
    'network.OrganisationRecorded.v1': (rows, { data }) => {
      const organisation = networkContracts['network.OrganisationRecorded.v1'].parse(data);
      rows.run(
        'INSERT OR REPLACE INTO known_organisations VALUES (?, ?)',
        organisation.code,
        JSON.stringify(organisation),
      );
    },
    'network.SiteRecorded.v1': (rows, { data }) => {
      const { code } = networkContracts['network.SiteRecorded.v1'].parse(data);
      rows.run('INSERT OR REPLACE INTO known_sites VALUES (?)', code);
    },
    'network.ArrangementRecorded.v1': (rows, { data }) => {
      const arrangement = networkContracts['network.ArrangementRecorded.v1'].parse(data);
      rows.run('INSERT OR REPLACE INTO known_arrangements VALUES (?, ?)', arrangement.id, JSON.stringify(arrangement));
    },
  },
};

const factsIn = <Fact>(rows: Rows, table: 'known_organisations' | 'known_arrangements'): Fact[] =>
  rows.all<{ facts: string }>(`SELECT facts FROM ${table}`).map(({ facts }) => JSON.parse(facts) as Fact);

/** Every organisation that network knows. */
export const organisationsIn = (rows: Rows) => factsIn<Organisation>(rows, 'known_organisations');

/** Every arrangement that was ever agreed. */
export const arrangementsIn = (rows: Rows) => factsIn<Arrangement>(rows, 'known_arrangements');

/** Codes of every site that network knows. */
export const siteCodesIn = (rows: Rows): readonly string[] =>
  rows.all<{ code: string }>('SELECT code FROM known_sites').map(({ code }) => code);

/** An organisation's name on a day; its code where none is known. */
export function nameOn(organisations: readonly Organisation[], code: string, day: string): string {
  const names = organisations.find((one) => one.code === code)?.names ?? [];
  const then = names.find(({ from, to }) => (from === null || from <= day) && (to === null || day < to));
  return (then ?? names.at(-1))?.name ?? code;
}
