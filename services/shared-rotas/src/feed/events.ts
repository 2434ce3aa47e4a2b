import { PersonId } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

/** A person's calendar got an address; an earlier one ended. Only the hash of the secret in it is kept. */
export const feedOpened = eventKind(
  'FeedOpened',
  z.object({ person: PersonId, hash: z.string().regex(/^[0-9a-f]{64}$/) }),
);
/** The address ended. */
export const feedRevoked = eventKind('FeedRevoked', z.object({ person: PersonId }));

export const feedKinds = [feedOpened, feedRevoked] as const;
export type FeedEvent = EventOf<typeof feedKinds>;
