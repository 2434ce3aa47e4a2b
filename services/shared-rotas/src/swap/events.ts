import { BookingId, DutyId, Instant, PersonId, RotaId } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

/** A request to give a duty away or to exchange it: '<booking of the duty that is offered>.<number>'. */
export const SwapId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.~-]{0,99}\.[1-9][0-9]{0,5}$/);

/** One person's place on one duty. */
export const SwapPlace = z.object({ booking: BookingId, duty: DutyId, rota: RotaId, person: PersonId });
export type SwapPlace = z.infer<typeof SwapPlace>;

/** Somebody asked to give a duty away: to one person or to whoever may have it, for a duty in return or for none. */
export const swapRequested = eventKind(
  'SwapRequested',
  z.object({
    swap: z.string(),
    place: SwapPlace,
    to: PersonId.nullable(),
    inReturn: SwapPlace.nullable(),
    /** The instant from which nobody can agree or approve any more. */
    expires: Instant,
  }),
);

/** One side said yes. `isAgreed`: both have, and a manager decides. */
export const swapConsented = eventKind(
  'SwapConsented',
  z.object({ swap: z.string(), person: PersonId, inReturn: SwapPlace.nullable(), isAgreed: z.boolean() }),
);

/** One side said no. `isEnded`: nobody else was asked. */
export const swapDeclined = eventKind(
  'SwapDeclined',
  z.object({ swap: z.string(), person: PersonId, isEnded: z.boolean() }),
);

export const swapWithdrawn = eventKind('SwapWithdrawn', z.object({ swap: z.string() }));
export const swapExpired = eventKind('SwapExpired', z.object({ swap: z.string() }));

/** A manager let it happen: the placements are changed next. */
export const swapApproved = eventKind(
  'SwapApproved',
  z.object({ swap: z.string(), place: SwapPlace, taker: PersonId, inReturn: SwapPlace.nullable() }),
);
export const swapRefused = eventKind('SwapRefused', z.object({ swap: z.string(), because: z.string() }));

/** The placements are changed. */
export const swapCompleted = eventKind('SwapCompleted', z.object({ swap: z.string() }));
/** A placement was refused after the approval; everything is put back as it was, as far as it is still free. */
export const swapFailed = eventKind(
  'SwapFailed',
  z.object({ swap: z.string(), code: z.string(), because: z.string() }),
);

export const swapKinds = [
  swapRequested,
  swapConsented,
  swapDeclined,
  swapWithdrawn,
  swapExpired,
  swapApproved,
  swapRefused,
  swapCompleted,
  swapFailed,
] as const;
export type SwapEvent = EventOf<typeof swapKinds>;
