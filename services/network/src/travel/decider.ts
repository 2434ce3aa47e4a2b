import type { SiteCode, Travel } from '@weft/contracts';
import { type Decider, reject, type Stream } from '@weft/eventing';
import { type TravelEvent, travelEvents, travelSet } from './events.ts';

/** Null until it is set. */
export type TravelState = Travel | null;

export type TravelCommand = {
  readonly type: 'SetTravel';
  readonly travel: Travel;
  /** Sites of the pair that are not recorded. */
  readonly unknown: readonly SiteCode[];
};

export type TravelRefusal = 'same-site' | 'unknown-site';

/** The two sites of a pair in the order of their codes: travel counts the same both ways. */
export const pairOf = (from: SiteCode, to: SiteCode): readonly [SiteCode, SiteCode] =>
  from < to ? [from, to] : [to, from];

function decide({ travel, unknown }: TravelCommand, state: TravelState) {
  const { from, to, minutes, by } = travel;
  if (from === to) return reject('same-site', `Both ends are ${from}. Name two different sites.`);
  if (unknown.length > 0)
    return reject(
      'unknown-site',
      `${unknown.join(' and ')} is not recorded. Check the code, or record the site first.`,
    );
  if (by === 'computed' && state?.by === 'person') return [];
  if (state?.minutes === minutes && state.by === by) return [];
  const [first, second] = pairOf(from, to);
  return [travelSet.create({ from: first, to: second, minutes, by })];
}

const travelDecider: Decider<TravelState, TravelCommand, TravelEvent, TravelRefusal> = {
  initial: null,
  evolve: (_state, event) => event.data,
  decide,
};

/** Streams travel-<site>~<site>, codes in order. A computed value never replaces a person's. */
export const travelStream: Stream<TravelState, TravelCommand, TravelEvent, TravelRefusal> = {
  category: 'travel',
  kinds: travelEvents,
  decider: travelDecider,
};
