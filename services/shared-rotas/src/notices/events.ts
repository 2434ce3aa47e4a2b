import { Instant, PersonId } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

/** A person has looked at their notices up to an instant. */
export const noticesRead = eventKind('NoticesRead', z.object({ person: PersonId, until: Instant }));

export const noticesKinds = [noticesRead] as const;
export type NoticesEvent = EventOf<typeof noticesKinds>;
