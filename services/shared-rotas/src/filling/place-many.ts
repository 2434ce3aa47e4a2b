import { isRejection, type Metadata, type Position } from '@weft/eventing';
import { within } from '@weft/service-kit';
import { judgeInDiary, refusalOf } from '../diary/booking.ts';
import type { Booked, DiaryState, Terms } from '../diary/commands.ts';
import type { Booking } from '../diary/events.ts';
import { refusePast } from '../duty/decider.ts';
import type { How, Override } from '../duty/events.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import { concurrently } from './concurrently.ts';
import { causedBy, later, settle } from './settle.ts';
import { bookingFor, bookingIdOf, type FillingDeps, personFor, termsFor, type Wish } from './wanted.ts';

/** One person for one duty, among many. */
export type Place = {
  readonly duty: string;
  readonly person: string;
  readonly why: string | null;
  readonly pinned?: boolean;
};

/** A place of many that was not had: why, and the facts behind the reason as `place` gives them. */
export type RefusedPlace = {
  readonly duty: string;
  readonly person: string;
  readonly code: string;
  readonly because: string;
  readonly details?: unknown;
};

export type PlacedMany = {
  readonly filled: number;
  readonly refused: readonly RefusedPlace[];
  readonly position: Position | null;
};

export type PlacingMany = {
  readonly how: How;
  readonly metadata: Metadata;
  readonly override: Override | null;
};

const PEOPLE_AT_ONCE = 8;
const DUTIES_AT_ONCE = 16;
/** Bookings in one append: it stays far below what a log takes. */
const PART = 250;

/**
 * Places many: each person's time in one append per 250 duties, then the duties. What a rule, the gate or somebody
 * quicker stops comes back with its reason; the rest is filled. A retry finds what is done and goes on.
 */
export async function placeMany(
  deps: FillingDeps,
  places: readonly Place[],
  placing: PlacingMany,
): Promise<PlacedMany> {
  const byPerson = new Map<string, Place[]>();
  for (const place of places) {
    const person = presentIdOf(deps.rows, place.person);
    const own = byPerson.get(person);
    if (own) own.push(place);
    else byPerson.set(person, [place]);
  }
  const parts = [...byPerson.values()].flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / PART) }, (_, part) => ({
      part,
      places: own.slice(part * PART, (part + 1) * PART),
    })),
  );
  const done = await concurrently(parts, PEOPLE_AT_ONCE, (one) =>
    placePart(deps, one.places, { ...placing, metadata: within(placing.metadata, `part-${one.part}`) }),
  );
  return {
    filled: done.reduce((sum, { filled }) => sum + filled, 0),
    refused: done.flatMap(({ refused }) => refused),
    position: done.reduce<Position | null>((latest, { position }) => later(latest, position), null),
  };
}

/** Places one person on several duties. */
async function placePart(
  deps: FillingDeps,
  places: readonly Place[],
  { how, metadata, override }: PlacingMany,
): Promise<PlacedMany> {
  const { streams } = deps;
  const known = personFor(deps, places[0]?.person ?? '');
  if (isRejection(known)) return { filled: 0, position: null, refused: places.map((place) => refusedOf(place, known)) };
  const refused: RefusedPlace[] = [];
  const wanted: Booking[] = [];
  const booked: Booked[] = [];
  const placeOf = new Map<string, Place>();
  /** Bookings of this append, by their number in it. */
  const made = new Map<string, number>();
  const before = (await streams.diary.state(known.person)).state;
  const duties = await concurrently(places, DUTIES_AT_ONCE, ({ duty }) => streams.duty.state(duty));
  for (const [index, place] of places.entries()) {
    const booking = bookingIdOf(metadata, place);
    if (placeOf.has(booking)) continue;
    placeOf.set(booking, place);
    const earlier = before.bookings.get(booking);
    if (earlier) {
      booked.push(earlier.booked);
      continue;
    }
    const wish: Wish = { ...place, how, employer: null, pinned: place.pinned ?? false };
    const possible = bookingFor(deps, wish, { state: duties[index]!.state, known, booking, replaces: false });
    if (isRejection(possible)) refused.push(refusedOf(place, possible));
    else wanted.push(possible);
  }
  let position: Position | null = null;
  if (wanted.length > 0) {
    const terms = await termsFor(deps, known, { duties: wanted, override, metadata });
    const outcome = await streams.diary.handle(known.person, { type: 'BookMany', bookings: wanted, terms }, metadata);
    if (isRejection(outcome)) refused.push(...wanted.map(({ booking }) => refusedOf(placeOf.get(booking)!, outcome)));
    else {
      position = outcome.position;
      const now = outcome.events.flatMap((event) => (event.type === 'TimeBooked' ? [event.data] : []));
      for (const [index, one] of now.entries()) {
        made.set(one.booking, index);
        if (!before.bookings.has(one.booking)) booked.push(one);
      }
      const left = wanted.filter(({ booking }) => !made.has(booking));
      const { state } = await streams.diary.state(known.person);
      for (const one of left) refused.push(refusedOf(placeOf.get(one.booking)!, whyNot(state, one, terms)));
    }
  }
  const settled = await concurrently(booked, DUTIES_AT_ONCE, (one) => {
    const index = made.get(one.booking);
    const cause = index === undefined ? metadata : causedBy(metadata, `diary-${known.person}`, index);
    return settle(streams, one, cause);
  });
  let filled = 0;
  for (const [index, { declined, position: at }] of settled.entries()) {
    position = later(position, at);
    if (!declined) filled++;
    else refused.push(refusedOf(placeOf.get(booked[index]!.booking)!, { ...declined, rejected: declined.code }));
  }
  return { filled, refused, position };
}

const refusedOf = (
  { duty, person }: Place,
  why: { readonly rejected: string; readonly because: string; readonly details?: unknown },
): RefusedPlace => ({
  duty,
  person,
  code: why.rejected,
  because: why.because,
  ...(why.details !== undefined && { details: why.details }),
});

/** Why a diary left a booking out: what it would say to it alone, now that the others are in. */
function whyNot(state: DiaryState, booking: Booking, terms: Terms) {
  const past = refusePast(booking, terms);
  if (past) return past;
  const [refused] = judgeInDiary(state, [booking], { terms, released: null }).refused;
  return refused
    ? refusalOf(refused)
    : { rejected: 'changed-meanwhile', because: 'The time was not free a moment ago; it is now. Try again.' };
}
