import { isRejection, type Metadata, type Position, type Rejection, type Rows } from '@weft/eventing';
import { within } from '@weft/service-kit';
import type { Override } from '../duty/events.ts';
import { networkReader } from '../facts/network-facts.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import type { Streams } from '../streams.ts';
import { concurrently } from './concurrently.ts';
import { type Placed, place } from './place.ts';
import { type Place, type PlacedMany, type PlacingMany, placeMany } from './place-many.ts';
import { clearing } from './release.ts';
import { later } from './settle.ts';
import type { FillingDeps, Wish } from './wanted.ts';

type Exchange = {
  readonly metadata: Metadata;
  readonly override: Override | null;
  readonly employer: string | null;
};

type Answer<Accepted> = Promise<Accepted | Rejection>;

/** Everything that puts people on duties and takes them off. Each is idempotent by the metadata's command id. */
export type FillingDuties = {
  fill(wish: Wish, asked: Pick<Exchange, 'metadata' | 'override'>): Answer<Placed>;
  clear(held: { duty: string; person: string }, metadata: Metadata): Answer<{ position: Position | null }>;
  /** The same person to another duty, without a moment in between: their diary lets go and books in one append. */
  move(asked: { from: string; to: string; person: string }, how: Exchange): Answer<Placed>;
  /** Another person on the same duty: the place changes hands in one append. */
  reassign(asked: { duty: string; from: string; to: string }, how: Exchange): Answer<Placed>;
  /** A person to a duty from which somebody else leaves in the same append; the duty that they leave stays open. */
  takeOver(asked: { from: string; to: string; person: string; instead: string }, how: Exchange): Answer<Placed>;
  fillMany(places: readonly Place[], placing: PlacingMany): Promise<PlacedMany>;
  clearMany(places: readonly { duty: string; person: string }[], metadata: Metadata): Promise<Position | null>;
  /** Takes a duty away by hand, with everybody on it. */
  withdraw(duty: string, metadata: Metadata): Answer<{ position: Position | null }>;
};

const CLEARED_AT_ONCE = 16;
const byHand = { how: 'manual', why: null, pinned: false } as const;

/** Makes it over the service's streams, and the facts in its rows. */
export function fillingOf({ streams, rows }: { readonly streams: Streams; readonly rows: Rows }): FillingDuties {
  const deps: FillingDeps = { streams, rows, network: networkReader(rows) };

  const clear = (held: { duty: string; person: string }, metadata: Metadata) => {
    const { duty } = held;
    const person = presentIdOf(rows, held.person);
    const edit = { at: metadata.at, hasReason: metadata.reason !== undefined };
    return clearing(deps, { duty, metadata }, () =>
      streams.duty.handle(duty, { type: 'TakeOff', person, ...edit }, metadata),
    );
  };

  return {
    fill: (wish, asked) => place(deps, wish, { ...asked, instead: null }),
    clear,
    move: ({ from, to, person }, { metadata, override, employer }) =>
      place(
        deps,
        { ...byHand, duty: to, person, employer },
        { metadata, override, instead: { of: 'duty', duty: from } },
      ),
    reassign: ({ duty, from, to }, { metadata, override, employer }) =>
      place(
        deps,
        { ...byHand, duty, person: to, employer },
        { metadata, override, instead: { of: 'person', person: from } },
      ),
    takeOver: ({ from, to, person, instead }, { metadata, override, employer }) =>
      place(
        deps,
        { ...byHand, duty: to, person, employer },
        { metadata, override, instead: { of: 'both', duty: from, person: instead } },
      ),
    fillMany: (places, placing) => placeMany(deps, places, placing),
    async clearMany(places, metadata) {
      const done = await concurrently(places, CLEARED_AT_ONCE, (held) =>
        clear(held, within(metadata, `take-off/${held.person}`)),
      );
      return done.reduce<Position | null>(
        (latest, one) => (isRejection(one) ? latest : later(latest, one.position)),
        null,
      );
    },
    withdraw(duty, metadata) {
      const edit = { at: metadata.at, hasReason: metadata.reason !== undefined };
      return clearing(deps, { duty, metadata }, () =>
        streams.duty.handle(duty, { type: 'WithdrawDuty', because: 'hand', evenFilled: true, ...edit }, metadata),
      );
    },
  };
}
