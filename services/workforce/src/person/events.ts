import { Credential, PersonId } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';
import { ProfessionalNumber } from '../professional-number/shape.ts';

const name = z.string().min(1).max(200);

export const personRegistered = eventKind(
  'PersonRegistered',
  z.object({ name, number: ProfessionalNumber.nullable() }),
);
export const personRenamed = eventKind('PersonRenamed', z.object({ name }));
/** The number of somebody who was registered without one; the name is the one of that moment. */
export const professionalNumberRecorded = eventKind(
  'ProfessionalNumberRecorded',
  z.object({ name, number: ProfessionalNumber }),
);
export const optOutRecorded = eventKind('OptOutRecorded', z.object({ optOut48: z.boolean() }));
export const credentialRecorded = eventKind('CredentialRecorded', z.object({ credential: Credential }));
export const credentialWithdrawn = eventKind('CredentialWithdrawn', z.object({ credential: z.string() }));
/** In the survivor's stream: another one is about to be known as this person. */
export const personAbsorbed = eventKind('PersonAbsorbed', z.object({ person: PersonId }));
/** In the survivor's stream: the other one stands alone again. */
export const personReleased = eventKind('PersonReleased', z.object({ person: PersonId }));
/** In the other one's stream: known as `into` from now on. */
export const personMerged = eventKind('PersonMerged', z.object({ into: PersonId }));
export const personUnmerged = eventKind('PersonUnmerged', z.object({ from: PersonId }));

export const personEvents = [
  personRegistered,
  personRenamed,
  professionalNumberRecorded,
  optOutRecorded,
  credentialRecorded,
  credentialWithdrawn,
  personAbsorbed,
  personReleased,
  personMerged,
  personUnmerged,
] as const;
export type PersonEvent = EventOf<typeof personEvents>;
