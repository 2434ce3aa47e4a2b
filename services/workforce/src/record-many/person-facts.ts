import { Credential, Employment, LeaveId, LeaveKind, LocalDate, OrganisationCode, PersonId } from '@weft/contracts';
import { isRejection, type Metadata, type Position, type Rejection } from '@weft/eventing';
import { Role, within } from '@weft/service-kit';
import { z } from 'zod';
import { latest } from '../latest.ts';
import { ProfessionalNumber, tidyNumber } from '../professional-number/shape.ts';
import {
  claimNumber,
  enterLeave,
  holderOf,
  type Recorded,
  recordCredentials,
  recordEmployment,
  registerPerson,
} from '../record.ts';
import type { Streams } from '../streams.ts';

/** One person with all that a bulk command says of them. `id` counts only where the number is not known yet. */
export const PersonFacts = z.object({
  id: PersonId,
  name: z.string().trim().min(1).max(200),
  number: ProfessionalNumber.nullable().default(null),
  optOut48: z.boolean().default(false),
  employments: z.array(Employment).max(50).default([]),
  credentials: z.array(Credential).max(200).default([]),
  leave: z
    .array(z.object({ id: LeaveId, kind: LeaveKind, from: LocalDate, to: LocalDate }))
    .max(500)
    .default([]),
  roles: z
    .array(z.object({ organisation: OrganisationCode, role: Role }))
    .max(20)
    .default([]),
});
export type PersonFacts = z.infer<typeof PersonFacts>;

/** The person whom facts are about: the one with the number, else the one with the id; null when neither is there. */
export async function matched(streams: Streams, { id, number }: PersonFacts): Promise<PersonId | null> {
  const byNumber = number ? await holderOf(streams, tidyNumber(number)) : null;
  if (byNumber !== null) return byNumber;
  const { state } = await streams.people.state(id);
  return state.name === null ? null : (state.mergedInto ?? id);
}

/**
 * Records all facts of one person, in the order in which they rest on each other. Facts that are there already, and
 * the same, write nothing; a known person keeps their name and their opt-out unless the facts say yes to it.
 */
export async function recordFacts(
  streams: Streams,
  facts: PersonFacts,
  metadata: Metadata,
): Promise<{ readonly person: PersonId; readonly position: Position | null } | Rejection> {
  const number = facts.number && tidyNumber(facts.number);
  const known = await matched(streams, facts);
  const person = known ?? facts.id;
  const step = (name: string) => within(metadata, `${facts.id}/${name}`);
  const steps: (() => Promise<Recorded>)[] = [];
  const isNew = known === null || (known === facts.id && (await isAsRegistered(streams, facts)));
  if (isNew) steps.push(() => registerPerson(streams, { person, name: facts.name, number }, step('register')));
  else if (number && (await holderOf(streams, number)) !== person)
    steps.push(() => addNumber(streams, { person, number }, step('number')));
  if (facts.optOut48)
    steps.push(async () => {
      const outcome = await streams.people.handle(person, { type: 'RecordOptOut', optOut48: true }, step('opt-out'));
      return isRejection(outcome) ? outcome : { person, position: outcome.position };
    });
  for (const employment of facts.employments) {
    const name = `employment/${employment.employer}/${employment.assignment}`;
    steps.push(() => recordEmployment(streams, { person, employment }, step(name)));
  }
  const { credentials, leave, roles } = facts;
  if (credentials.length > 0)
    steps.push(() => recordCredentials(streams, { person, credentials }, step('credentials')));
  if (leave.length > 0) steps.push(() => enterLeave(streams, { person, leave }, step('leave')));
  for (const { organisation, role } of roles)
    steps.push(async () => {
      const command = { type: 'GrantRole', organisation, role } as const;
      const outcome = await streams.access.handle(person, command, step(`role/${organisation}/${role}`));
      return isRejection(outcome) ? outcome : { person, position: outcome.position };
    });
  let position: Position | null = null;
  for (const one of steps) {
    const outcome = await one();
    if ('rejected' in outcome) return outcome;
    position = latest(position, outcome.position);
  }
  return { person, position };
}

/** Gives a known person the number that they come with, or says that they have another. */
async function addNumber(
  streams: Streams,
  { person, number }: { readonly person: PersonId; readonly number: ProfessionalNumber },
  metadata: Metadata,
): Promise<Recorded> {
  const { state } = await streams.people.state(person);
  if (state.number === null && state.name !== null)
    return claimNumber(streams, { person, name: state.name, number }, metadata);
  const outcome = await streams.people.handle(person, { type: 'RecordNumber', number }, metadata);
  return isRejection(outcome) ? outcome : { person, position: outcome.position };
}

/** Whether registering again would be a retry: the answer is then the first one's. */
async function isAsRegistered(streams: Streams, { id, name, number }: PersonFacts): Promise<boolean> {
  const { state } = await streams.people.state(id);
  const tidy = number && tidyNumber(number);
  return (
    state.name === name &&
    state.mergedInto === null &&
    (state.number?.number ?? null) === (tidy?.number ?? null) &&
    (state.number?.body ?? null) === (tidy?.body ?? null)
  );
}
