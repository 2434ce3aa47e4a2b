import {
  ArrangementId,
  BookingId,
  DutyId,
  Instant,
  LocalDate,
  OrganisationCode,
  Parties,
  PersonId,
  RotaId,
  SiteCode,
  TemplateId,
} from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

/** Why a placement is there: whom the sentence of its history names. */
export const How = z.enum(['manual', 'auto', 'pattern', 'import']);
export type How = z.infer<typeof How>;

/** A breach of a rule, as it was judged when it was recorded. The window is [from, to). */
export const RecordedFinding = z.object({
  rule: z.string(),
  person: z.string(),
  severity: z.enum(['hard', 'soft']),
  from: Instant,
  to: Instant,
  value: z.number(),
  limit: z.number(),
  unit: z.enum(['hours', 'minutes', 'count']),
  duties: z.array(z.string()),
  mend: z.string(),
});
export type RecordedFinding = z.infer<typeof RecordedFinding>;

/** Who let hard findings pass, why, and until which day (the first on which it no longer holds). */
export const Override = z.object({
  reason: z.string().trim().min(1).max(500),
  role: z.string().trim().min(1).max(100),
  expires: LocalDate,
});
export type Override = z.infer<typeof Override>;
export const RecordedOverride = Override.extend({ findings: z.array(RecordedFinding) });
export type RecordedOverride = z.infer<typeof RecordedOverride>;

export const DutyKind = z.enum(['shift', 'on-call']);

/** What a duty is, whoever does it. */
export const Duty = z.object({
  duty: DutyId,
  rota: RotaId,
  /** The demand template that makes it, and the local day of its start; null for one that was added by hand. */
  template: TemplateId.nullable(),
  date: LocalDate,
  site: SiteCode,
  service: z.string().min(1).max(100),
  role: z.string().min(1).max(100),
  /** Any of these grades; all when empty. */
  grades: z.array(z.string().min(1).max(60)),
  skill: z.string().min(1).max(60).nullable(),
  kind: DutyKind,
  start: Instant,
  end: Instant,
  breakMinutes: z.number().int().min(0).max(1440),
  expectedWorkMinutes: z.number().int().min(0).max(10_080),
  code: z.string().max(20),
  /** How many people it needs. */
  count: z.number().int().min(1).max(50),
  arrangement: ArrangementId.nullable(),
  /** The nine parties before anybody is placed; the employer comes with the person. */
  parties: Parties,
});
export type Duty = z.infer<typeof Duty>;

/** Opened, or opened again after it was withdrawn. */
export const dutyOpened = eventKind('DutyOpened', Duty);

/** The whole duty as it is now. Only a duty without people changes. */
export const dutyChanged = eventKind('DutyChanged', Duty);

const place = { duty: DutyId, rota: RotaId, person: PersonId, booking: BookingId };

/** A place was taken by a booking of somebody's time. */
export const dutyFilled = eventKind(
  'DutyFilled',
  z.object({
    ...place,
    /** The duty's site and time, as they were. */
    site: SiteCode,
    start: Instant,
    end: Instant,
    employer: OrganisationCode,
    arrangement: ArrangementId.nullable(),
    how: How,
    why: z.string().nullable(),
    pinned: z.boolean(),
    rulePack: z.string(),
    warnings: z.array(RecordedFinding),
    override: RecordedOverride.nullable(),
    /** Since when the place is held. */
    at: Instant,
  }),
);

/** A booking came too late: the place went to somebody else, or the duty is gone. Final for this booking. */
export const bookingDeclined = eventKind(
  'BookingDeclined',
  z.object({
    ...place,
    code: z.enum(['full', 'withdrawn', 'not-on-duty', 'already-on-duty', 'booking-ended', 'changed']),
    because: z.string(),
  }),
);

/** A place is free again. Final for this booking. */
export const dutyCleared = eventKind(
  'DutyCleared',
  z.object({
    ...place,
    because: z.enum(['cleared', 'moved', 'reassigned', 'withdrawn', 'time-taken']),
    /** Where the person went, or who came instead. */
    movedTo: DutyId.nullable(),
    reassignedTo: PersonId.nullable(),
  }),
);

/** The engine leaves this placement as it is; unpinned, it may move it. */
export const dutyPinned = eventKind('DutyPinned', z.object(place));
export const dutyUnpinned = eventKind('DutyUnpinned', z.object(place));

/** The same booking under the id that the person is now known by, after a merge or its reversal. */
export const dutyRepointed = eventKind('DutyRepointed', z.object({ ...place, from: PersonId }));

/** Nobody needs it any more. `template`: the demand no longer makes it; `hand`: somebody took it away. */
export const dutyWithdrawn = eventKind(
  'DutyWithdrawn',
  z.object({ duty: DutyId, rota: RotaId, because: z.enum(['template', 'hand']) }),
);

export const dutyKinds = [
  dutyOpened,
  dutyChanged,
  dutyFilled,
  bookingDeclined,
  dutyCleared,
  dutyPinned,
  dutyUnpinned,
  dutyRepointed,
  dutyWithdrawn,
] as const;
export type DutyEvent = EventOf<typeof dutyKinds>;
