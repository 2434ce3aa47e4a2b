import { Arrangement, OrganisationCode } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

/** An organisation put an arrangement, or a change of one, to the others. It binds nobody yet. */
export const arrangementProposed = eventKind(
  'ArrangementProposed',
  z.object({ arrangement: Arrangement, by: OrganisationCode }),
);

/** An organisation agreed to what is proposed. */
export const arrangementConsented = eventKind('ArrangementConsented', z.object({ by: OrganisationCode }));

/** All organisations that it names have agreed, or the operator recorded it: it holds on the days of its term. */
export const arrangementAgreed = eventKind('ArrangementAgreed', Arrangement);

/** The arrangement with its new end: it holds no longer than until that day. */
export const arrangementEnded = eventKind('ArrangementEnded', Arrangement);

export const arrangementEvents = [
  arrangementProposed,
  arrangementConsented,
  arrangementAgreed,
  arrangementEnded,
] as const;
export type ArrangementEvent = EventOf<typeof arrangementEvents>;
