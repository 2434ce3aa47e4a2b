import type { Rows } from '@weft/eventing';
import type { RotaState } from '../board/state.ts';
import type { Duty } from '../duty/events.ts';
import type { Network } from '../facts/network-facts.ts';
import { everyEmployment } from '../facts/workforce-facts.ts';

/**
 * Ids of everybody whom a rota may ask: people of its organisations, and of providers of arrangements for its sites
 * that hold on a day of [from, to). Whether they may do a certain duty is `eligibility`'s business. Sorted.
 */
export function askable(
  rows: Rows,
  {
    rota,
    network,
    from,
    to,
  }: {
    readonly rota: Pick<RotaState, 'owner' | 'organisations' | 'sites'>;
    readonly network: Network;
    readonly from: string;
    readonly to: string;
  },
): string[] {
  const providers = [...network.arrangements.values()]
    .filter((one) => one.from < to && (one.to === null || one.to > from))
    .filter(({ sites }) => sites.some((site) => rota.sites.includes(site)))
    .flatMap((one) => one.providers);
  const wanted = new Set([rota.owner, ...rota.organisations, ...providers].map((code) => network.codeOn(code, from)));
  const people = new Set<string>();
  for (const { person, employment } of everyEmployment(rows)) {
    const isOn = employment.from < to && (employment.to === null || employment.to > from);
    if (isOn && wanted.has(network.codeOn(employment.employer, from))) people.add(person);
  }
  return [...people].sort();
}

/** A duty as the rules see it. */
export const openDutyOf = (duty: Duty) => ({
  id: duty.duty as string,
  site: duty.site as string,
  kind: duty.kind,
  start: Date.parse(duty.start),
  end: Date.parse(duty.end),
  breakMinutes: duty.breakMinutes,
  expectedWorkMinutes: duty.kind === 'on-call' ? duty.expectedWorkMinutes : 0,
});
