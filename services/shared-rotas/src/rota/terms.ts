import { type Rejection, reject } from '@weft/eventing';
import type { Network } from '../facts/network-facts.ts';
import type { Rota } from './events.ts';

type TermsRefusal = 'arrangement-unknown' | 'site-unknown' | 'organisation-without-arrangement' | 'site-not-covered';

/**
 * Whether a rota stands on what the network knows at its first day: each organisation beside the owner is party to one
 * of its arrangements, and each site is run by the owner or covered by one of them. Null when it does.
 */
export function refuseTerms(rota: Rota, network: Network): Rejection<TermsRefusal> | null {
  const day = rota.period.from;
  const own = network.codeOn(rota.owner, day);
  const nameOf = (code: string) => network.nameOn(code, day);
  const known = rota.arrangements.map((id) => ({ id, arrangement: network.arrangements.get(id) }));
  const missing = known.find(({ arrangement }) => arrangement === undefined);
  if (missing)
    return reject('arrangement-unknown', `Arrangement ${missing.id} is not agreed. Agree to it first.`, {
      arrangement: missing.id,
    });
  const terms = known.flatMap(({ arrangement }) => (arrangement ? [arrangement] : []));
  const taking = new Set(
    terms.flatMap(({ providers, hosts }) => [...providers, ...hosts]).map((code) => network.codeOn(code, day)),
  );
  const stranger = rota.organisations.find(
    (code) => network.codeOn(code, day) !== own && !taking.has(network.codeOn(code, day)),
  );
  if (stranger !== undefined)
    return reject(
      'organisation-without-arrangement',
      `${nameOf(stranger)} is party to none of the rota's arrangements. Name one that it has agreed to, or leave it out.`,
      { organisation: stranger },
    );
  for (const site of rota.sites) {
    const host = network.hostOn(site, day);
    if (host === null)
      return reject('site-unknown', `Nobody is known to run site ${site} on ${day}. The operator can record it.`, {
        site,
      });
    if (host !== own && !terms.some(({ sites }) => sites.includes(site)))
      return reject(
        'site-not-covered',
        `${nameOf(host)} runs site ${site}, and none of the rota's arrangements covers it. Name one that does.`,
        { site },
      );
  }
  return null;
}
