import type { Arrangement, OrganisationCode, Parties, SiteCode } from '@weft/contracts';
import type { Network } from '../facts/network-facts.ts';

/** What the parties of a duty follow from. */
type Asked = {
  readonly network: Network;
  readonly arrangement: string | null;
  readonly site: SiteCode;
  /** The local day of the duty's start: who runs the site on it. */
  readonly date: string;
  readonly rotaOwner: string;
};

/**
 * The nine parties of a duty before anybody is placed. Whoever runs the site on the day hosts and operates it, governs
 * it and controls its data; the rota's owner owns it; whoever employs the person also pays and indemnifies them, so
 * these three stay null until then. Terms of the arrangement come first, each where it has one.
 */
export function partiesOf({ network, arrangement, site, date, rotaOwner }: Asked): Parties {
  const terms: Partial<Parties> = network.arrangements.get(arrangement as Arrangement['id'])?.parties ?? {};
  const host = network.hostOn(site, date) as OrganisationCode | null;
  return {
    employer: terms.employer ?? null,
    payer: terms.payer ?? null,
    hostSite: site,
    hostOrganisation: terms.hostOrganisation ?? host,
    operator: terms.operator ?? host,
    governance: terms.governance ?? host,
    indemnifier: terms.indemnifier ?? null,
    dataController: terms.dataController ?? host,
    rotaOwner: terms.rotaOwner ?? (rotaOwner as OrganisationCode),
  };
}
