import type { Rows } from '@weft/eventing';
import type { RotaState } from '../board/state.ts';
import type { Duty } from '../duty/events.ts';
import type { Network } from '../facts/network-facts.ts';
import { type Employed, everyEmployment } from '../facts/workforce-facts.ts';

type Asked = {
  readonly rota: Pick<RotaState, 'owner' | 'organisations' | 'sites'>;
  readonly network: Network;
  readonly from: string;
  readonly to: string;
};
const found = new WeakMap<readonly Employed[], { network: Network; readonly people: Map<string, readonly string[]> }>();
const REMEMBERED = 500;

/**
 * Ids of everybody whom a rota may ask: people of its organisations, and of providers of arrangements for its sites
 * that hold on a day of [from, to). Whether they may do a certain duty is `eligibility`'s business. Sorted. The same
 * array as long as employments and network are the same.
 */
export function askable(rows: Rows, asked: Asked): readonly string[] {
  const { rota, network, from, to } = asked;
  const employed = everyEmployment(rows);
  const before = found.get(employed);
  const kept = before?.network === network ? before : { network, people: new Map<string, readonly string[]>() };
  if (kept !== before) found.set(employed, kept);
  const key = [[rota.owner, ...rota.organisations].join(), rota.sites.join(), from, to].join('/');
  const known = kept.people.get(key);
  if (known) return known;
  if (kept.people.size >= REMEMBERED) kept.people.clear();
  const people = askableOf(employed, asked);
  kept.people.set(key, people);
  return people;
}

function askableOf(employed: readonly Employed[], { rota, network, from, to }: Asked): string[] {
  const providers = [...network.arrangements.values()]
    .filter((one) => one.from < to && (one.to === null || one.to > from))
    .filter(({ sites }) => sites.some((site) => rota.sites.includes(site)))
    .flatMap((one) => one.providers);
  const wanted = new Set([rota.owner, ...rota.organisations, ...providers].map((code) => network.codeOn(code, from)));
  const people = new Set<string>();
  for (const { person, employment } of employed) {
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
