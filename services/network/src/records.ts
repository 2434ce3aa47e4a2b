import type { Organisation, OrganisationCode, Site, SiteCode } from '@weft/contracts';
import { type EventLog, handler } from '@weft/eventing';
import { arrangementStream } from './arrangement/decider.ts';
import type { NetworkFacts } from './arrangement/terms.ts';
import { hostServiceStream } from './host-service/decider.ts';
import { organisationStream } from './organisation/decider.ts';
import { codeOn } from './organisation/on-day.ts';
import { siteStream } from './site/decider.ts';
import { travelStream } from './travel/decider.ts';

/** Organisations and sites that are about to be recorded in the same command, by code. */
export type Coming = {
  readonly organisations: ReadonlyMap<OrganisationCode, Organisation>;
  readonly sites: ReadonlyMap<SiteCode, Site>;
};

const NOTHING: Coming = { organisations: new Map(), sites: new Map() };

/** The handlers of the service's streams, and the facts that commands carry, read from the streams themselves. */
export function recordsOf(log: EventLog) {
  const organisations = handler(log, organisationStream);
  const sites = handler(log, siteStream);

  const organisation = async (code: OrganisationCode, coming = NOTHING) =>
    coming.organisations.get(code) ?? (await organisations.state(code)).state;
  const site = async (code: SiteCode, coming = NOTHING) => coming.sites.get(code) ?? (await sites.state(code)).state;

  /** An organisation's successors, nearest first; stops before one that comes twice. Null when the first is unknown. */
  async function successorsFrom(
    first: OrganisationCode,
    coming = NOTHING,
  ): Promise<readonly OrganisationCode[] | null> {
    const chain: OrganisationCode[] = [];
    let code: OrganisationCode | undefined = first;
    while (code && !chain.includes(code)) {
      const known: Organisation | null = await organisation(code, coming);
      if (!known) return chain.length === 0 ? null : chain;
      chain.push(code);
      code = known.successor?.code;
    }
    return chain;
  }

  return {
    organisations,
    sites,
    travel: handler(log, travelStream),
    arrangements: handler(log, arrangementStream),
    hostServices: handler(log, hostServiceStream),
    organisation,
    site,
    successorsFrom,

    /** Those of the codes that are recorded, with the organisations of the sites and all their successors. */
    async facts(
      named: { organisations: readonly OrganisationCode[]; sites: readonly SiteCode[] },
      coming = NOTHING,
    ): Promise<NetworkFacts> {
      const knownSites = new Map<SiteCode, Site>();
      for (const code of named.sites) {
        const known = await site(code, coming);
        if (known) knownSites.set(code, known);
      }
      const known = new Map<OrganisationCode, Organisation>();
      const ofSites = [...knownSites.values()].flatMap((one) => one.organisations.map(({ code }) => code));
      for (const code of [...named.organisations, ...ofSites])
        for (const one of (await successorsFrom(code, coming)) ?? []) {
          const facts = await organisation(one, coming);
          if (facts) known.set(one, facts);
        }
      return { organisations: known, sites: knownSites };
    },

    /** Whether one organisation acts for another on a day: it is the same, or what the other has become part of. */
    async actsFor(acting: string, code: OrganisationCode, day: string): Promise<boolean> {
      const chain = (await successorsFrom(code)) ?? [];
      const known = new Map<OrganisationCode, Organisation | null>();
      for (const one of chain) known.set(one, await organisation(one));
      return acting === code || acting === codeOn(code, day, (one) => known.get(one)?.successor);
    },
  };
}

export type Records = ReturnType<typeof recordsOf>;
