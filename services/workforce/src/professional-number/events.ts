import { PersonId } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';
import { ProfessionalNumber } from './shape.ts';

/** A number belongs to a person; the name is the one to register under, should the person not be there yet. */
export const numberClaimed = eventKind(
  'NumberClaimed',
  z.object({ number: ProfessionalNumber, person: PersonId, name: z.string().min(1).max(200) }),
);
export const numberReleased = eventKind('NumberReleased', z.object({ person: PersonId }));

export const numberEvents = [numberClaimed, numberReleased] as const;
export type NumberEvent = EventOf<typeof numberEvents>;
