import { type Decider, type Decision, type Rejection, reject, type Stream } from '@weft/eventing';
import { isSameData } from '../same-data.ts';
import {
  bookingDeclined,
  type Duty,
  type DutyEvent,
  dutyChanged,
  dutyCleared,
  dutyFilled,
  dutyKinds,
  dutyOpened,
  dutyPinned,
  dutyRepointed,
  dutyUnpinned,
  dutyWithdrawn,
} from './events.ts';

type Filled = Extract<DutyEvent, { type: 'DutyFilled' }>['data'];
type Cleared = Extract<DutyEvent, { type: 'DutyCleared' }>['data'];
type Declined = Extract<DutyEvent, { type: 'BookingDeclined' }>['data'];

export type DutyState = {
  readonly duty: Duty | null;
  readonly isWithdrawn: boolean;
  /** Who holds its places, in the order in which they were taken. */
  readonly places: readonly Filled[];
  /** Bookings that held a place, or came too late: none of them comes back. */
  readonly ended: ReadonlySet<string>;
};

/** When somebody edits, and whether they say why: a duty that has ended is edited with a reason only. */
export type Edit = { readonly at: string; readonly hasReason: boolean };

export type DutyCommand =
  | { readonly type: 'OpenDuty'; readonly duty: Duty }
  /** `replaces`: the booking whose place is taken over in the same moment. */
  | { readonly type: 'FillDuty'; readonly filled: Filled; readonly replaces: string | null }
  /** A person's place is given back, by somebody's wish. */
  | ({ readonly type: 'TakeOff'; readonly person: string } & Edit)
  /** A booking's place is given back, because its time went elsewhere. */
  | {
      readonly type: 'ClearDuty';
      readonly booking: string;
      readonly because: Cleared['because'];
      readonly movedTo: Cleared['movedTo'];
    }
  | { readonly type: 'PinDuty'; readonly person: string }
  | { readonly type: 'UnpinDuty'; readonly person: string }
  | { readonly type: 'RepointDuty'; readonly booking: string; readonly person: Filled['person'] }
  /** With people on it only when `evenFilled`. */
  | ({ readonly type: 'WithdrawDuty'; readonly because: 'template' | 'hand'; readonly evenFilled: boolean } & Edit);

export type DutyRefusal =
  | 'no-such-duty'
  | 'duty-exists'
  | 'duty-ends-before-start'
  | 'duty-filled'
  | 'not-on-duty'
  | 'past-duty';

/** Refuses an edit of a duty that has ended, unless it comes with a reason. */
export const refusePast = (
  { end }: { readonly end: string },
  { at, hasReason }: Edit,
): Rejection<'past-duty'> | null =>
  Date.parse(end) <= Date.parse(at) && !hasReason
    ? reject('past-duty', 'This duty has ended. Say why its record is changed: the reason is kept in its history.')
    : null;

function evolve(state: DutyState, event: DutyEvent): DutyState {
  const without = (booking: string) => state.places.filter((place) => place.booking !== booking);
  const changed = (booking: string, change: Partial<Filled>) =>
    state.places.map((place) => (place.booking === booking ? { ...place, ...change } : place));
  switch (event.type) {
    case 'DutyOpened':
      return { ...state, duty: event.data, isWithdrawn: false };
    case 'DutyChanged':
      return { ...state, duty: event.data };
    case 'DutyFilled':
      return { ...state, places: [...state.places, event.data] };
    case 'BookingDeclined':
      return { ...state, ended: new Set(state.ended).add(event.data.booking) };
    case 'DutyCleared':
      return {
        ...state,
        places: without(event.data.booking),
        ended: new Set(state.ended).add(event.data.booking),
      };
    case 'DutyPinned':
      return { ...state, places: changed(event.data.booking, { pinned: true }) };
    case 'DutyUnpinned':
      return { ...state, places: changed(event.data.booking, { pinned: false }) };
    case 'DutyRepointed':
      return { ...state, places: changed(event.data.booking, { person: event.data.person }) };
    case 'DutyWithdrawn':
      return { ...state, isWithdrawn: true };
    default:
      return event satisfies never;
  }
}

function open(duty: Duty, state: DutyState): Decision<DutyEvent, DutyRefusal> {
  if (Date.parse(duty.end) <= Date.parse(duty.start))
    return reject('duty-ends-before-start', `The duty would end at ${duty.end}, not after its start at ${duty.start}.`);
  if (!state.duty || state.isWithdrawn) return [dutyOpened.create(duty)];
  if (isSameData(duty, state.duty)) return [];
  if (duty.rota !== state.duty.rota || duty.template !== state.duty.template)
    return reject('duty-exists', `Duty ${duty.duty} is there already, and of something else. Choose another id.`);
  if (state.places.length > 0)
    return reject('duty-filled', 'Somebody holds a place on this duty. Clear it before you change it.');
  return [dutyChanged.create(duty)];
}

/** Why nobody more can be placed on a duty; null when a place is free. */
export function noRoomIn({ duty, places, isWithdrawn }: DutyState & { duty: Duty }): {
  readonly code: 'withdrawn' | 'full';
  readonly because: string;
} | null {
  if (isWithdrawn) return { code: 'withdrawn', because: 'The duty was withdrawn.' };
  if (places.length < duty.count) return null;
  return {
    code: 'full',
    because: duty.count === 1 ? 'The place is taken.' : `All ${duty.count} places are taken.`,
  };
}

/** Whether a booking still has to do with the duty as it is; the answer is final for the booking. */
function declineFor(filled: Filled, replaces: string | null, state: DutyState & { duty: Duty }): Declined | null {
  const { duty, places, ended } = state;
  const decline = (code: Declined['code'], because: string): Declined => {
    const { rota, person, booking } = filled;
    return { duty: duty.duty, rota, person, booking, code, because };
  };
  if (ended.has(filled.booking)) return decline('booking-ended', 'This booking was ended before.');
  const noRoom = noRoomIn(state);
  if (noRoom?.code === 'withdrawn') return decline(noRoom.code, noRoom.because);
  if (filled.start !== duty.start || filled.end !== duty.end)
    return decline('changed', 'The times of the duty have changed.');
  if (places.some(({ person }) => person === filled.person))
    return decline('already-on-duty', 'This person holds a place on this duty already.');
  if (replaces !== null)
    return places.some(({ booking }) => booking === replaces)
      ? null
      : decline('not-on-duty', 'The person to be replaced no longer holds a place on this duty.');
  return noRoom && decline(noRoom.code, noRoom.because);
}

function fill(
  { filled, replaces }: Extract<DutyCommand, { type: 'FillDuty' }>,
  state: DutyState,
): Decision<DutyEvent, DutyRefusal> {
  const { duty, places } = state;
  if (!duty) return reject('no-such-duty', `Duty ${filled.duty} does not exist.`);
  if (places.some(({ booking }) => booking === filled.booking)) return [];
  const declined = declineFor(filled, replaces, { ...state, duty });
  if (declined) return [bookingDeclined.create(declined)];
  const leaving = places.find(({ booking }) => booking === replaces);
  return [
    ...(leaving ? [clearedOf(leaving, { because: 'reassigned', movedTo: null, reassignedTo: filled.person })] : []),
    dutyFilled.create(filled),
  ];
}

const clearedOf = (
  { duty, rota, person, booking }: Filled,
  why: Pick<Cleared, 'because' | 'movedTo' | 'reassignedTo'>,
): DutyEvent => dutyCleared.create({ duty, rota, person, booking, ...why });

function decide(command: DutyCommand, state: DutyState): Decision<DutyEvent, DutyRefusal> {
  const placeOf = (person: string) => state.places.find((place) => place.person === person);
  switch (command.type) {
    case 'OpenDuty':
      return open(command.duty, state);
    case 'FillDuty':
      return fill(command, state);
    case 'TakeOff': {
      const place = placeOf(command.person);
      if (!place) return reject('not-on-duty', 'This person holds no place on this duty.');
      return (
        refusePast(place, command) ?? [clearedOf(place, { because: 'cleared', movedTo: null, reassignedTo: null })]
      );
    }
    case 'ClearDuty': {
      const { because, movedTo } = command;
      const place = state.places.find(({ booking }) => booking === command.booking);
      return place ? [clearedOf(place, { because, movedTo, reassignedTo: null })] : [];
    }
    case 'PinDuty':
    case 'UnpinDuty': {
      const place = placeOf(command.person);
      if (!place) return reject('not-on-duty', 'This person holds no place on this duty.');
      const isPin = command.type === 'PinDuty';
      if (place.pinned === isPin) return [];
      const { duty, rota, person, booking } = place;
      return [(isPin ? dutyPinned : dutyUnpinned).create({ duty, rota, person, booking })];
    }
    case 'RepointDuty': {
      const place = state.places.find(({ booking }) => booking === command.booking);
      if (!place || place.person === command.person) return [];
      const { duty, rota, person: from, booking } = place;
      return [dutyRepointed.create({ duty, rota, person: command.person, booking, from })];
    }
    case 'WithdrawDuty': {
      if (!state.duty) return reject('no-such-duty', 'This duty does not exist.');
      if (state.isWithdrawn) return [];
      if (state.places.length > 0 && !command.evenFilled)
        return reject('duty-filled', 'Somebody holds a place on this duty.');
      const { duty, rota } = state.duty;
      const past = refusePast(state.duty, command);
      if (past) return past;
      return [
        ...state.places.map((place) => clearedOf(place, { because: 'withdrawn', movedTo: null, reassignedTo: null })),
        dutyWithdrawn.create({ duty, rota, because: command.because }),
      ];
    }
    default:
      return command satisfies never;
  }
}

const dutyDecider: Decider<DutyState, DutyCommand, DutyEvent, DutyRefusal> = {
  initial: { duty: null, isWithdrawn: false, places: [], ended: new Set() },
  evolve,
  decide,
};

/** Streams duty-<id>: what a duty is, and who holds its places. A booking is filled, declined or cleared for good. */
export const dutyStream: Stream<DutyState, DutyCommand, DutyEvent, DutyRefusal> = {
  category: 'duty',
  kinds: dutyKinds,
  decider: dutyDecider,
};
