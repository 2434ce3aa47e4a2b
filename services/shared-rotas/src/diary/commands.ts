import type { BookingId, PersonId } from '@weft/contracts';
import type { Rejection } from '@weft/eventing';
import type { Override } from '../duty/events.ts';
import type { Booking, DiaryEvent } from './events.ts';
import type { Judging, Refused } from './judge.ts';

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
