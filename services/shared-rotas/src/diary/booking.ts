import { type Decision, reject } from '@weft/eventing';
import { rulePackVersion } from '@weft/rostering';
import { refusePast } from '../duty/decider.ts';
import { recordedFinding } from '../duty/recorded-finding.ts';
import { localDay } from '../zone.ts';
import type { Booked, DiaryCommand, DiaryRefusal, DiaryState, RefusedBooking, Terms } from './commands.ts';
import { type Booking, type DiaryEvent, timeBooked, timeReleased } from './events.ts';
import { type HeldTime, isOverlapping, type Judged, judgeBookings, type Refused } from './judge.ts';

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

/** The event of a booking that was judged, with what stands beside it. */
export function bookedOf(
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

/** The event by which time is let go. */
export const releasedOf = (
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

/** Books one duty; of a move, lets go of the old one in the same append. */
export function book(
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

/** Lets go and books, all of it or nothing. */
export function change(
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

/** Books again what was let go a moment ago, where the time is still free. */
export function giveBack(
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

/** Takes a move back, where the old time is still free. */
export function undoMove(
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
