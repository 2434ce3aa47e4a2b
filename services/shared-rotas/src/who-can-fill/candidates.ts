import type { Employment } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import type { RotaState } from '../board/state.ts';
import type { Duty } from '../duty/events.ts';
import type { Network } from '../facts/network-facts.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';

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
  const employers = rows
    .all<{ employer: string }>('SELECT DISTINCT employer FROM fact_employments')
    .filter(({ employer }) => wanted.has(network.codeOn(employer, from)));
  const people = new Set<string>();
  for (const { person, body } of rows.all<{ person: string; body: string }>(
    'SELECT person, body FROM fact_employments WHERE employer IN (SELECT value FROM json_each(?))',
    JSON.stringify(employers.map(({ employer }) => employer)),
  )) {
    const employment = JSON.parse(body) as Employment;
    if (employment.from < to && (employment.to === null || employment.to > from)) people.add(presentIdOf(rows, person));
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
