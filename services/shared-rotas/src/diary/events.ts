import {
  ArrangementId,
  BookingId,
  DutyId,
  Instant,
  Leave,
  LeaveId,
  LocalDate,
  OrganisationCode,
  PersonId,
  RotaId,
  SiteCode,
} from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';
import { DutyKind, How, RecordedFinding, RecordedOverride } from '../duty/events.ts';

/** One duty's worth of a person's time: all that the rules and the history need of it. */
export const Booking = z.object({
  booking: BookingId,
  person: PersonId,
  duty: DutyId,
  rota: RotaId,
  site: SiteCode,
  service: z.string(),
  role: z.string(),
  kind: DutyKind,
  start: Instant,
  end: Instant,
  breakMinutes: z.number().int().min(0),
  expectedWorkMinutes: z.number().int().min(0),
  employer: OrganisationCode,
  arrangement: ArrangementId.nullable(),
  how: How,
  why: z.string().nullable(),
  pinned: z.boolean(),
});
export type Booking = z.infer<typeof Booking>;

/** Time was booked. The duty's own stream says whether the place was had; if not, a TimeReleased follows. */
export const timeBooked = eventKind(
  'TimeBooked',
  Booking.extend({
    rulePack: z.string(),
    warnings: z.array(RecordedFinding),
    override: RecordedOverride.nullable(),
    /** When it was booked. */
    at: Instant,
    /** Takes over this person's place on the same duty. */
    replaces: z.object({ person: PersonId, booking: BookingId }).nullable(),
    /** Comes instead of this booking of the same person, released in the same append. */
    movedFrom: z.object({ duty: DutyId, booking: BookingId }).nullable(),
    /** Whose diary it came from, when two people turned out to be one. */
    origin: PersonId.nullable(),
  }),
);

export const timeReleased = eventKind(
  'TimeReleased',
  z.object({
    person: PersonId,
    booking: BookingId,
    duty: DutyId,
    rota: RotaId,
    because: z.enum(['cleared', 'declined', 'moved', 'merged']),
  }),
);

/** Days [from, to) on which the person is away. `origin` as for bookings. */
export const leaveEntered = eventKind('LeaveEntered', Leave.extend({ origin: PersonId.nullable() }));
export const leaveRemoved = eventKind('LeaveRemoved', z.object({ person: PersonId, leave: LeaveId }));

/** Findings of one rule whose window lies in the local days [from, to) may stand until `expires`. */
export const overrideRecorded = eventKind(
  'OverrideRecorded',
  z.object({
    person: PersonId,
    rule: z.string(),
    from: LocalDate,
    to: LocalDate,
    reason: z.string(),
    role: z.string(),
    expires: LocalDate,
    at: Instant,
  }),
);

export const diaryKinds = [timeBooked, timeReleased, leaveEntered, leaveRemoved, overrideRecorded] as const;
export type DiaryEvent = EventOf<typeof diaryKinds>;
