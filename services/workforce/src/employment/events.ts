import { Employment, PersonId } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

const data = z.object({ person: PersonId, employment: Employment });

export const employmentStarted = eventKind('EmploymentStarted', data);
export const employmentChanged = eventKind('EmploymentChanged', data);
/** The employment with its end, now known. */
export const employmentEnded = eventKind('EmploymentEnded', data);

export const employmentEvents = [employmentStarted, employmentChanged, employmentEnded] as const;
export type EmploymentEvent = EventOf<typeof employmentEvents>;
