import type { BookingId, DutyId, PersonId } from '@weft/contracts';
import { isRejection, type Metadata, type Position, type Rejection, reject } from '@weft/eventing';
import type { Booked } from '../diary/commands.ts';
import type { Override, RecordedFinding } from '../duty/events.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import { causedBy, later, settle } from './settle.ts';
import { bookingFor, bookingIdOf, type FillingDeps, personFor, termsFor, type Wish } from './wanted.ts';

/** A place that was had. */
export type Placed = {
  readonly booking: BookingId;
  readonly duty: DutyId;
  readonly person: PersonId;
  /** Soft findings that are new with it. */
  readonly warnings: readonly RecordedFinding[];
  /** Hard findings that were overridden. */
  readonly overridden: readonly RecordedFinding[];
  readonly position: Position | null;
};

/** How one place comes about. */
export type Placing = {
  readonly metadata: Metadata;
  readonly override: Override | null;
  /** Whose place on the same duty is taken over, which duty the same person leaves, or both at once. */
  readonly instead:
    | { readonly of: 'person'; readonly person: string }
    | { readonly of: 'duty'; readonly duty: string }
    | { readonly of: 'both'; readonly person: string; readonly duty: string }
    | null;
};

type Booking = { readonly booked: Booked; readonly position: Position | null };

/** The place that a person holds on a duty. */
async function placeOn({ streams, rows }: FillingDeps, { duty, person }: { duty: string; person: string }) {
  const id = presentIdOf(rows, person);
  const { places } = (await streams.duty.state(duty)).state;
  return (
    places.find((held) => held.person === id) ??
    reject('not-on-duty', 'The person who would leave it holds no place on this duty.')
  );
}

/** The place that is taken over, and the one that the same person leaves; null where there is none. */
async function leaving(deps: FillingDeps, wish: Wish, instead: Placing['instead']) {
  const [replaced, left] = await Promise.all([
    instead && instead.of !== 'duty' ? placeOn(deps, { duty: wish.duty, person: instead.person }) : null,
    instead && instead.of !== 'person' ? placeOn(deps, { duty: instead.duty, person: wish.person }) : null,
  ]);
  if (replaced && isRejection(replaced)) return replaced;
  return left && isRejection(left) ? left : { replaced, left };
}

/** Books the person's time, unless this command did so before. */
async function book(deps: FillingDeps, wish: Wish, placing: Placing): Promise<Booking | Rejection> {
  const { streams } = deps;
  const { metadata, override, instead } = placing;
  const known = personFor(deps, wish.person);
  if (isRejection(known)) return known;
  const booking = bookingIdOf(metadata, wish);
  const earlier = (await streams.diary.state(known.person)).state.bookings.get(booking);
  if (earlier) return { booked: earlier.booked, position: null };
  const places = await leaving(deps, wish, instead);
  if (isRejection(places)) return places;
  const { replaced, left } = places;
  const { state } = await streams.duty.state(wish.duty);
  const pinned = wish.pinned || (instead?.of === 'duty' && left?.pinned === true);
  const asked = { state, known, booking, replaces: replaced !== null };
  const wanted = bookingFor(deps, { ...wish, pinned }, asked);
  if (isRejection(wanted)) return wanted;
  const replaces = replaced && { person: replaced.person, booking: replaced.booking };
  const movedFrom = left && { duty: left.duty, booking: left.booking };
  const gone = left ?? replaced;
  const terms = await termsFor(deps, known, { duties: gone ? [wanted, gone] : [wanted], override, metadata });
  const command = { type: 'BookTime', booking: wanted, terms, replaces, movedFrom } as const;
  const outcome = await streams.diary.handle(known.person, command, metadata);
  if (isRejection(outcome)) return outcome;
  const made = outcome.events.find((event) => event.type === 'TimeBooked');
  if (!made) throw new Error(`Diary ${known.person} neither booked ${booking} nor said why.`);
  return { booked: made.data, position: outcome.position };
}

/**
 * Gives a person a place on a duty: first their time is booked in their diary, then the duty is filled by the booking.
 * Where the duty declines it, the time is free again and the refusal says why. A retry gets the same answer.
 */
export async function place(deps: FillingDeps, wish: Wish, placing: Placing): Promise<Placed | Rejection> {
  const made = await book(deps, wish, placing);
  if (isRejection(made)) return made;
  const { booked } = made;
  // A move lets go in the same append, before it books.
  const index = booked.movedFrom ? 1 : 0;
  const cause = causedBy(placing.metadata, `diary-${booked.person}`, index);
  const { declined, position } = await settle(deps.streams, booked, cause);
  if (declined) return reject(declined.code, declined.because);
  const { booking, duty, person, warnings, override } = booked;
  return {
    ...{ booking, duty, person, warnings },
    overridden: override?.findings ?? [],
    position: later(made.position, position),
  };
}
