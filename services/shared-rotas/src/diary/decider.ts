import type { BookingId, PersonId } from '@weft/contracts';
import { type Decider, type Decision, type Rejection, reject, type Stream } from '@weft/eventing';
import { rulePackVersion } from '@weft/rostering';
import { refusePast } from '../duty/decider.ts';
import type { Override } from '../duty/events.ts';
import { recordedFinding } from '../duty/recorded-finding.ts';
import { localDay } from '../zone.ts';
import {
  type Booking,
  type DiaryEvent,
  diaryKinds,
  leaveEntered,
  leaveRemoved,
  overrideRecorded,
  timeBooked,
  timeReleased,
} from './events.ts';
import { type HeldTime, isOverlapping, type Judged, type Judging, judgeBookings, type Refused } from './judge.ts';

/** What TimeBooked says of a booking. */
export type Booked = Extract<DiaryEvent, { type: 'TimeBooked' }>['data'];
type Entered = Extract<DiaryEvent, { type: 'LeaveEntered' }>['data'];
type Released = Extract<DiaryEvent, { type: 'TimeReleased' }>['data'];
type OverrideEntry = Extract<DiaryEvent, { type: 'OverrideRecorded' }>['data'];

export type DiaryState = {
  /** Every booking that ever was, and whether it still holds. */
  readonly bookings: ReadonlyMap<string, { readonly booked: Booked; readonly isHeld: boolean }>;
  readonly leave: ReadonlyMap<string, Entered>;
  readonly overrides: readonly OverrideEntry[];
};

/** What a booking is judged with. */
export type Terms = {
  /** When it is decided, ISO in UTC. */
  readonly at: string;
  /** Whether the actor says why; needed for a duty that has ended. */
  readonly hasReason: boolean;
  readonly judging: Judging;
  readonly override: Override | null;
};

export type DiaryCommand =
  | {
      readonly type: 'BookTime';
      readonly booking: Booking;
      readonly terms: Terms;
      readonly replaces: Booked['replaces'];
      readonly movedFrom: Booked['movedFrom'];
    }
  /** Books what can be booked of these; the rest is left out. */
  | { readonly type: 'BookMany'; readonly bookings: readonly Booking[]; readonly terms: Terms }
  /** Lets go of time and books other time in one append, all of it or nothing: judged as it will be, never half done. */
  | {
      readonly type: 'ChangeTime';
      readonly released: readonly { readonly booking: string; readonly because: Released['because'] }[];
      /** `override`: hard findings that this booking makes pass, whatever the terms say. */
      readonly bookings: readonly { readonly booking: Booking; readonly override: Override | null }[];
      /** Refused when the person holds others than these bookings on these local days of the rota. */
      readonly expected: {
        readonly rota: string;
        readonly days: readonly string[];
        readonly bookings: readonly string[];
      };
      readonly terms: Terms;
    }
  /** Time that was let go a moment ago is booked again as it was, under another booking's id where the old one ended. */
  | { readonly type: 'GiveBack'; readonly booking: string; readonly as: BookingId; readonly at: string }
  | {
      readonly type: 'ReleaseTime';
      readonly booking: BookingId;
      readonly because: Released['because'];
    }
  /** The new duty of a move was not to be had: the old booking holds again, where its time is still free. */
  | { readonly type: 'UndoMove'; readonly booking: BookingId; readonly at: string }
  /** Two people turned out to be one, or not: their time and leave come as they are, and overlaps show as findings. */
  | { readonly type: 'TakeOver'; readonly booked: readonly Booked[]; readonly leave: readonly Entered[] }
  | { readonly type: 'HandOver'; readonly bookings: readonly string[]; readonly leave: readonly string[] }
  | { readonly type: 'EnterLeave'; readonly leave: Entered }
  | { readonly type: 'RemoveLeave'; readonly person: PersonId; readonly leave: Entered['id'] }
  | { readonly type: 'RecordOverride'; readonly override: OverrideEntry };

export type DiaryRefusal =
  | Refused<Booking>['code']
  | 'override-expired'
  | 'not-booked'
  | 'past-duty'
  | 'changed-meanwhile';

/** Why one booking of a ChangeTime is refused; all of them stand in the details of the refusal, as `refused`. */
export type RefusedBooking = Rejection & { readonly booking: string };

function evolve(state: DiaryState, event: DiaryEvent): DiaryState {
  switch (event.type) {
    case 'TimeBooked':
      return {
        ...state,
        bookings: new Map(state.bookings).set(event.data.booking, { booked: event.data, isHeld: true }),
      };
    case 'TimeReleased': {
      const entry = state.bookings.get(event.data.booking);
      if (!entry) return state;
      return { ...state, bookings: new Map(state.bookings).set(event.data.booking, { ...entry, isHeld: false }) };
    }
    case 'LeaveEntered':
      return { ...state, leave: new Map(state.leave).set(event.data.id, event.data) };
    case 'LeaveRemoved': {
      const leave = new Map(state.leave);
      leave.delete(event.data.leave);
      return { ...state, leave };
    }
    case 'OverrideRecorded':
      return { ...state, overrides: [...state.overrides, event.data] };
    default:
      return event satisfies never;
  }
}

/** What a person's time is booked for, in no order. */
export const heldIn = ({ bookings }: DiaryState): Booked[] =>
  [...bookings.values()].filter(({ isHeld }) => isHeld).map(({ booked }) => booked);

/** Judges bookings against a diary, and names those that it would refuse. */
export function judgeInDiary(
  state: DiaryState,
  wanted: readonly Booking[],
  { terms, released }: { terms: Terms; released: string | null },
): Judged<Booking> {
  return judgeBookings(timeIn(state, wanted[0]), wanted, {
    judging: terms.judging,
    released: released === null ? [] : [released],
    mayStand: () => terms.override !== null,
  });
}

const timeIn = (state: DiaryState, one: Booking | undefined) => ({
  person: one?.person ?? '',
  bookings: heldIn(state),
  leave: [...state.leave.values()],
});

/** Why a booking is refused, in words that name no duty elsewhere; details name the clash and the findings. */
export function refusalOf({ code, clash, findings }: Omit<Refused<HeldTime>, 'booking'>) {
  if (code === 'hard-rule') {
    const rules = [...new Set(findings.map(({ rule }) => rule))].join(', ');
    return reject(
      code,
      `This breaks ${rules}. ${findings[0]?.mend ?? ''} Or override it with a reason, a role and an expiry.`,
      { findings: findings.map(recordedFinding) },
    );
  }
  return code === 'overlap'
    ? reject(code, 'This person is already working at that time.', { clash })
    : reject(code, 'This person holds a place on this duty already.', { clash });
}

const packOf = ({ start }: Booking) => rulePackVersion(localDay(start));

function bookedOf(
  { booking, findings }: Judged<Booking>['accepted'][number],
  { terms, replaces, movedFrom }: { terms: Terms; replaces: Booked['replaces']; movedFrom: Booked['movedFrom'] },
): DiaryEvent {
  const hard = findings.filter(({ severity }) => severity === 'hard').map(recordedFinding);
  return timeBooked.create({
    ...booking,
    rulePack: packOf(booking),
    warnings: findings.filter(({ severity }) => severity === 'soft').map(recordedFinding),
    override: terms.override && hard.length > 0 ? { ...terms.override, findings: hard } : null,
    at: terms.at,
    replaces,
    movedFrom,
    origin: null,
  });
}

const releasedOf = (
  { person, booking, duty, rota }: Booked,
  because: 'cleared' | 'declined' | 'moved' | 'merged',
): DiaryEvent => timeReleased.create({ person, booking, duty, rota, because });

/** Refuses an override that has run out. */
export const refuseExpired = ({ override, at }: Pick<Terms, 'override' | 'at'>) =>
  override !== null && override.expires <= localDay(at)
    ? reject(
        'override-expired',
        `An override holds until a day to come; ${override.expires} is not. Choose a later one.`,
      )
    : null;

function book(
  command: Extract<DiaryCommand, { type: 'BookTime' }>,
  state: DiaryState,
): Decision<DiaryEvent, DiaryRefusal> {
  const { booking, terms, replaces, movedFrom } = command;
  if (state.bookings.has(booking.booking)) return [];
  const refusal = refuseExpired(terms);
  if (refusal) return refusal;
  const leaving = movedFrom ? state.bookings.get(movedFrom.booking) : undefined;
  if (movedFrom && !leaving?.isHeld)
    return reject('not-booked', 'This person no longer holds the duty that they are moved from.');
  const past = refusePast(booking, terms) ?? (leaving ? refusePast(leaving.booked, terms) : null);
  if (past) return past;
  const { accepted, refused } = judgeInDiary(state, [booking], { terms, released: movedFrom?.booking ?? null });
  if (refused[0]) return refusalOf(refused[0]);
  return [
    ...(leaving ? [releasedOf(leaving.booked, 'moved')] : []),
    ...accepted.map((one) => bookedOf(one, { terms, replaces, movedFrom })),
  ];
}

function change(
  { released, bookings, expected, terms }: Extract<DiaryCommand, { type: 'ChangeTime' }>,
  state: DiaryState,
): Decision<DiaryEvent, DiaryRefusal> {
  const refusal = refuseExpired(terms);
  if (refusal) return refusal;
  const held = heldIn(state);
  const leaving = released.flatMap(({ booking, because }) => {
    const entry = state.bookings.get(booking);
    return entry?.isHeld ? [{ booked: entry.booked, because }] : [];
  });
  const wanted = bookings.filter(({ booking }) => !state.bookings.has(booking.booking));
  for (const one of [...leaving.map(({ booked }) => booked), ...wanted.map(({ booking }) => booking)]) {
    const past = refusePast(one, terms);
    if (past) return past;
  }
  const stranger = held.find(
    ({ rota, start, booking }) =>
      rota === expected.rota && !expected.bookings.includes(booking) && expected.days.includes(localDay(start)),
  );
  if (stranger)
    return reject('changed-meanwhile', 'Somebody changed this a moment ago.', { booking: stranger.booking });
  const overrideOf = new Map(bookings.map(({ booking, override }) => [booking.duty as string, override]));
  const added = wanted.map(({ booking }) => booking);
  const { accepted, refused } = judgeBookings(timeIn(state, added[0]), added, {
    judging: terms.judging,
    released: leaving.map(({ booked }) => booked.booking),
    mayStand: ({ duties }) => terms.override !== null || duties.some((duty) => overrideOf.get(duty)),
  });
  const first = refused[0];
  if (first) {
    const each = refused.map((one): RefusedBooking => ({ ...refusalOf(one), booking: one.booking.booking }));
    const { rejected, because } = refusalOf(first);
    return reject(rejected, because, { refused: each });
  }
  return [
    ...leaving.map(({ booked, because }) => releasedOf(booked, because)),
    ...accepted.map((one) => {
      const override = overrideOf.get(one.booking.duty) ?? terms.override;
      return bookedOf(one, { terms: { ...terms, override }, replaces: null, movedFrom: null });
    }),
  ];
}

function giveBack(
  { booking, as, at }: Extract<DiaryCommand, { type: 'GiveBack' }>,
  state: DiaryState,
): Decision<DiaryEvent, DiaryRefusal> {
  const old = state.bookings.get(booking)?.booked;
  if (!old) return reject('not-booked', 'This person never held that booking.');
  if (state.bookings.get(as)?.isHeld) return [];
  const isFree = heldIn(state).every((other) => !isOverlapping(other, old));
  return isFree
    ? [timeBooked.create({ ...old, booking: as, at, replaces: null, movedFrom: null })]
    : reject('overlap', 'The time was taken for something else a moment ago.');
}

function undoMove(
  { booking, at }: Extract<DiaryCommand, { type: 'UndoMove' }>,
  state: DiaryState,
): Decision<DiaryEvent, DiaryRefusal> {
  const entry = state.bookings.get(booking);
  if (!entry?.isHeld) return [];
  const released = releasedOf(entry.booked, 'declined');
  const old = entry.booked.movedFrom && state.bookings.get(entry.booked.movedFrom.booking);
  if (!old || old.isHeld) return [released];
  const isFree = heldIn(state).every((other) => other.booking === booking || !isOverlapping(other, old.booked));
  return isFree ? [released, timeBooked.create({ ...old.booked, at, replaces: null, movedFrom: null })] : [released];
}

function decide(command: DiaryCommand, state: DiaryState): Decision<DiaryEvent, DiaryRefusal> {
  switch (command.type) {
    case 'BookTime':
      return book(command, state);
    case 'BookMany': {
      const { terms } = command;
      const refusal = refuseExpired(terms);
      if (refusal) return refusal;
      const wanted = command.bookings.filter(
        (one) => !state.bookings.has(one.booking) && refusePast(one, terms) === null,
      );
      const { accepted } = judgeInDiary(state, wanted, { terms, released: null });
      return accepted.map((one) => bookedOf(one, { terms, replaces: null, movedFrom: null }));
    }
    case 'ChangeTime':
      return change(command, state);
    case 'GiveBack':
      return giveBack(command, state);
    case 'ReleaseTime': {
      const entry = state.bookings.get(command.booking);
      return entry?.isHeld ? [releasedOf(entry.booked, command.because)] : [];
    }
    case 'UndoMove':
      return undoMove(command, state);
    case 'TakeOver':
      return [
        ...command.booked
          .filter(({ booking }) => !state.bookings.get(booking)?.isHeld)
          .map((booked) => timeBooked.create(booked)),
        ...command.leave.filter(({ id }) => !state.leave.has(id)).map((leave) => leaveEntered.create(leave)),
      ];
    case 'HandOver':
      return [
        ...command.bookings.flatMap((booking) => {
          const entry = state.bookings.get(booking);
          return entry?.isHeld ? [releasedOf(entry.booked, 'merged')] : [];
        }),
        ...command.leave.flatMap((id) => {
          const leave = state.leave.get(id);
          return leave ? [leaveRemoved.create({ person: leave.person, leave: leave.id })] : [];
        }),
      ];
    case 'EnterLeave': {
      const known = state.leave.get(command.leave.id);
      const { kind, from, to } = command.leave;
      if (known && known.kind === kind && known.from === from && known.to === to) return [];
      return [leaveEntered.create({ ...command.leave, origin: known?.origin ?? command.leave.origin })];
    }
    case 'RemoveLeave':
      return state.leave.has(command.leave)
        ? [leaveRemoved.create({ person: command.person, leave: command.leave })]
        : [];
    case 'RecordOverride': {
      const { override } = command;
      return override.expires <= localDay(override.at)
        ? reject('override-expired', `An override holds until a day to come; ${override.expires} is not.`)
        : [overrideRecorded.create(override)];
    }
    default:
      return command satisfies never;
  }
}

const diaryDecider: Decider<DiaryState, DiaryCommand, DiaryEvent, DiaryRefusal> = {
  initial: { bookings: new Map(), leave: new Map(), overrides: [] },
  evolve,
  decide,
};

/** Streams diary-<person>: all time of one person, whoever the employer. Here no two duties of a person overlap. */
export const diaryStream: Stream<DiaryState, DiaryCommand, DiaryEvent, DiaryRefusal> = {
  category: 'diary',
  kinds: diaryKinds,
  decider: diaryDecider,
};
