import type { Arrangement, Organisation, OrganisationCode, Site, SiteCode } from '@weft/contracts';
import { type Rejection, reject } from '@weft/eventing';
import { organisationOn } from '../site/on-day.ts';

/** What is known of the organisations and sites that an arrangement names, when it is decided on. */
export type NetworkFacts = {
  readonly organisations: ReadonlyMap<OrganisationCode, Organisation>;
  readonly sites: ReadonlyMap<SiteCode, Site>;
};

export type TermsRefusal =
  | 'term-impossible'
  | 'unknown-organisation'
  | 'unknown-site'
  | 'provider-not-valid'
  | 'host-not-valid'
  | 'site-of-another-host';

/** Organisations that an arrangement names anywhere. */
export const organisationsNamed = ({ providers, hosts, parties }: Arrangement): readonly OrganisationCode[] => {
  const { hostSite: _site, ...organisations } = parties;
  return [...new Set([...providers, ...hosts, ...Object.values(organisations).filter((code) => code !== null)])];
};

/** Sites that an arrangement names anywhere. */
export const sitesNamed = ({ sites, parties }: Arrangement): readonly SiteCode[] => [
  ...new Set([...sites, ...(parties.hostSite ? [parties.hostSite] : [])]),
];

/** What makes the terms of an arrangement impossible, or null. */
export function refuseTerms(arrangement: Arrangement, facts: NetworkFacts): Rejection<TermsRefusal> | null {
  const { name, from, to, providers, hosts } = arrangement;
  if (to !== null && to <= from)
    return reject('term-impossible', `"${name}" ends on ${to}, before it begins on ${from}.`);
  const strangers = organisationsNamed(arrangement).filter((code) => !facts.organisations.has(code));
  if (strangers.length > 0)
    return reject(
      'unknown-organisation',
      `"${name}" names ${strangers.join(', ')}, which is not recorded. Check the code, or record the organisation first.`,
    );
  const nowhere = sitesNamed(arrangement).filter((code) => !facts.sites.has(code));
  if (nowhere.length > 0)
    return reject(
      'unknown-site',
      `"${name}" names site ${nowhere.join(', ')}, which is not recorded. Check the code, or record the site first.`,
    );
  return (
    refuseEnded('provider-not-valid', providers, arrangement, facts) ??
    refuseEnded('host-not-valid', hosts, arrangement, facts) ??
    refuseForeignSites(arrangement, facts)
  );
}

function refuseEnded<Code extends string>(
  code: Code,
  named: readonly OrganisationCode[],
  { name, to }: Arrangement,
  { organisations }: NetworkFacts,
): Rejection<Code> | null {
  for (const organisation of named) {
    const successor = organisations.get(organisation)?.successor;
    if (!successor || (to !== null && to <= successor.on)) continue;
    return reject(
      code,
      `${organisation} became part of ${successor.code} on ${successor.on}, and "${name}" runs ${to === null ? 'without an end' : `until ${to}`}. End it by that day, and name ${successor.code} from then on.`,
    );
  }
  return null;
}

function refuseForeignSites(arrangement: Arrangement, facts: NetworkFacts): Rejection<'site-of-another-host'> | null {
  const { name, from, to, hosts } = arrangement;
  const successorOf = (code: OrganisationCode) => facts.organisations.get(code)?.successor;
  for (const code of sitesNamed(arrangement)) {
    const site = facts.sites.get(code) as Site;
    const changes = site.organisations.flatMap((dated) => [dated.from, dated.to]);
    const inTerm = changes.filter((day) => day !== null && day > from && (to === null || day < to));
    for (const day of [from, ...(inTerm as string[])]) {
      const holder = organisationOn(site, day, successorOf);
      if (holder && hosts.includes(holder)) continue;
      return reject(
        'site-of-another-host',
        `Site ${code} is run by ${holder ?? 'nobody that is recorded'} on ${day}, and the hosts of "${name}" are ${hosts.join(', ')}. Name its organisation of that day as a host, or change the term.`,
      );
    }
  }
  return null;
}
