import type { RotaFile } from '@weft/rostering';
import { CliError, EXIT } from './exit-codes.ts';

const SOURCE = 'a weft-rota file';
const NO_PARTIES = {
  employer: null,
  payer: null,
  hostSite: null,
  hostOrganisation: null,
  operator: null,
  governance: null,
  indemnifier: null,
  dataController: null,
  rotaOwner: null,
};
/** The file says neither. */
const NOT_SAID = 'not stated';

type KnownNetwork = {
  readonly organisations: ReadonlySet<string>;
  /** Who runs each site. */
  readonly sites: ReadonlyMap<string, string | null>;
};

/**
 * What of a file's organisations and sites nobody has recorded; and one arrangement for each pair of employer and host
 * of which one is new, since the file has people of the one at work at the other.
 */
export function networkOf(rota: string, file: RotaFile, known: KnownNetwork) {
  const employers = file.people.flatMap(({ employments }) => employments.map(({ employer }) => employer));
  const named = new Map(file.sites.map((site) => [site.id, site]));
  const unnamed = [...new Set(file.duties.map(({ site }) => site))].find(
    (id) => !named.has(id) && !known.sites.has(id),
  );
  if (unnamed !== undefined)
    throw new CliError(
      `Site ${unnamed} has duties and is not in "sites". Add it there, with who runs it.`,
      EXIT.badInput,
    );
  const codes = [...new Set([...employers, ...file.sites.map(({ organisation }) => organisation)])];
  const wrong = [...codes, ...named.keys()].find(
    (code) => !/^[A-Z0-9]{3,8}$/.test(code) && !/^[A-Z0-9]{3,10}$/.test(code),
  );
  if (wrong !== undefined)
    throw new CliError(`"${wrong}" is no ODS code: 3 to 8 capital letters and digits, 10 for a site.`, EXIT.badInput);
  const organisations = codes
    .filter((code) => !known.organisations.has(code))
    .map((code) => ({
      code,
      kind: 'other' as const,
      names: [{ name: code, from: null, to: null }],
      successor: null,
      source: SOURCE,
    }));
  const sites = [...named.values()]
    .filter(({ id }) => !known.sites.has(id))
    .map(({ id, name, organisation }) => ({
      code: id,
      name: name ?? id,
      organisations: [{ code: organisation, from: null, to: null }],
      postcode: null,
      latitude: null,
      longitude: null,
      source: SOURCE,
    }));
  const newCodes = new Set(organisations.map(({ code }) => code));
  const hostOf = (site: string) => known.sites.get(site) ?? named.get(site)?.organisation ?? null;
  return { organisations, sites, arrangements: arrangementsOf(rota, file, { newCodes, hostOf }), newCodes };
}

function arrangementsOf(
  rota: string,
  file: RotaFile,
  { newCodes, hostOf }: { readonly newCodes: ReadonlySet<string>; readonly hostOf: (site: string) => string | null },
) {
  const siteOf = new Map(file.duties.map(({ id, site }) => [id, site]));
  const pairs = new Map<string, { readonly provider: string; readonly host: string; readonly sites: Set<string> }>();
  for (const { duty, employer } of file.assignments) {
    const site = siteOf.get(duty);
    const host = site === undefined ? null : hostOf(site);
    if (site === undefined || host === null || host === employer) continue;
    if (!newCodes.has(host) && !newCodes.has(employer)) continue;
    const key = `${employer}-${host}`;
    const pair = pairs.get(key) ?? { provider: employer, host, sites: new Set() };
    pair.sites.add(site);
    pairs.set(key, pair);
  }
  return [...pairs].map(([key, { provider, host, sites }]) => ({
    id: `${rota}-${key}`.slice(0, 100),
    name: `${provider} at ${host}, as a rota file has it`,
    type: 'shared-rota' as const,
    from: file.known.from,
    to: null,
    providers: [provider],
    hosts: [host],
    sites: [...sites],
    services: [],
    staffGroups: [],
    parties: NO_PARTIES,
    credentials: [],
  }));
}

/** People of a file whom nobody has recorded, with their employments and leave, and an induction wherever they work. */
export function peopleIn(
  file: RotaFile,
  { known, newCodes }: { readonly known: ReadonlySet<string>; readonly newCodes: ReadonlySet<string> },
) {
  const { from } = file.known;
  const siteOf = new Map(file.duties.map(({ id, site }) => [id, site]));
  const hosts = new Map(file.sites.map(({ id, organisation }) => [id, organisation]));
  const held = Map.groupBy(file.assignments, ({ person }) => person);
  const away = Map.groupBy(file.leave, ({ person }) => person);
  return file.people
    .filter(({ id }) => !known.has(id))
    .map(({ id, name, optOut48, employments }) => {
      const own = new Set(employments.map(({ employer }) => employer));
      const hostsHere = new Set((held.get(id) ?? []).flatMap(({ duty }) => hosts.get(siteOf.get(duty) ?? '') ?? []));
      const isNewPair = (host: string) => newCodes.has(host) || [...own].some((code) => newCodes.has(code));
      return {
        id,
        name: name ?? id,
        optOut48,
        employments: employments.map(({ employer, assignment, pack, wte, annualLeaveDays }) => ({
          employer,
          assignment,
          pack,
          wte,
          grade: NOT_SAID,
          staffGroup: NOT_SAID,
          skills: [],
          homeSite: null,
          annualLeaveDays: Math.round(annualLeaveDays),
          from,
          to: null,
        })),
        credentials: [...hostsHere]
          .filter((host) => !own.has(host) && isNewPair(host))
          .map((host) => ({
            id: `file-induction-${host}`,
            kind: 'induction' as const,
            host,
            detail: `as ${SOURCE} has it`,
            from,
            to: null,
          })),
        leave: (away.get(id) ?? []).map(({ kind, from: first, to }) => ({
          id: `${id}-${kind}-${first}`.slice(0, 100),
          kind,
          from: first,
          to,
        })),
      };
    });
}
