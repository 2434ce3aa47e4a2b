import type { Credential, Employment, PersonId } from '@weft/contracts';
import { isRejection, type Metadata, type Position, type Rejection, reject } from '@weft/eventing';
import { within } from '@weft/service-kit';
import { employmentId } from './employment/decider.ts';
import { latest } from './latest.ts';
import { openLeave } from './leave/decider.ts';
import type { OwnLeave } from './leave/events.ts';
import { numberId, type ProfessionalNumber } from './professional-number/shape.ts';
import type { Streams } from './streams.ts';

/** What a change of facts about a person came to. */
export type Recorded = { readonly person: PersonId; readonly position: Position | null } | Rejection;

/** Ids that stand for somebody built in; nobody is registered under them. */
const RESERVED: readonly string[] = ['operator', 'nobody'];

/** The person as whom a record goes by now: itself, or the one that it is merged into; null when not registered. */
export async function survivorOf(streams: Streams, person: PersonId): Promise<PersonId | null> {
  const { state } = await streams.people.state(person);
  return state.name === null ? null : (state.mergedInto ?? person);
}

/** The person whom a professional number belongs to, merges followed; null when nobody's. */
export async function holderOf(streams: Streams, number: ProfessionalNumber): Promise<PersonId | null> {
  const { state } = await streams.numbers.state(numberId(number));
  return state.person === null ? null : ((await survivorOf(streams, state.person)) ?? state.person);
}

/**
 * Registers a person, with a tidy number when there is one. The number is claimed first: of two who bring it, one
 * wins. A crash between the two steps is finished by the reaction when-number-claimed.
 */
export async function registerPerson(
  streams: Streams,
  {
    person,
    name,
    number,
  }: { readonly person: PersonId; readonly name: string; readonly number: ProfessionalNumber | null },
  metadata: Metadata,
): Promise<Recorded> {
  if (RESERVED.includes(person))
    return reject('person-exists', `The id ${person} is kept for Weft itself. Choose another.`);
  if (!number) {
    const registered = await streams.people.handle(person, { type: 'RegisterPerson', name, number }, metadata);
    return isRejection(registered) ? registered : { person, position: registered.position };
  }
  const { state } = await streams.people.state(person);
  if (state.name !== null && (state.name !== name || state.number === null))
    return reject('person-exists', 'A person with this id is registered already, under other facts.');
  return claimNumber(streams, { person, name, number }, within(metadata, 'number'));
}

/** Claims a number for a person, then registers them with it, or records it for one who had none. */
export async function claimNumber(
  streams: Streams,
  { person, name, number }: { readonly person: PersonId; readonly name: string; readonly number: ProfessionalNumber },
  metadata: Metadata,
): Promise<Recorded> {
  const id = numberId(number);
  const claimed = await streams.numbers.handle(id, { type: 'ClaimNumber', number, person, name }, metadata);
  if (isRejection(claimed)) return claimed;
  const settled = await settleNumber(streams, { person, name, number }, within(metadata, 'settle'));
  if (isRejection(settled)) return settled;
  return { person, position: latest(claimed.position, settled.position) };
}

/** The second step of a claim: the person is registered with the number, or the number is free again. */
export async function settleNumber(
  streams: Streams,
  { person, name, number }: { readonly person: PersonId; readonly name: string; readonly number: ProfessionalNumber },
  metadata: Metadata,
) {
  const { state } = await streams.people.state(person);
  const command =
    state.name === null
      ? ({ type: 'RegisterPerson', name, number } as const)
      : ({ type: 'RecordNumber', number } as const);
  const settled = await streams.people.handle(person, command, metadata);
  if (isRejection(settled))
    await streams.numbers.handle(numberId(number), { type: 'ReleaseNumber', person }, within(metadata, 'release'));
  return settled;
}

/** Records an employment of a person who is registered; an assignment that a merged record holds stays there. */
export async function recordEmployment(
  streams: Streams,
  { person, employment }: { readonly person: PersonId; readonly employment: Employment },
  metadata: Metadata,
): Promise<Recorded> {
  const survivor = await survivorOf(streams, person);
  if (survivor === null) return reject('person-unknown', 'There is no such person. Register them first.');
  const id = employmentId(employment);
  const { state } = await streams.employments.state(id);
  const isTheirs = state !== null && (await survivorOf(streams, state.person)) === survivor;
  const holder = isTheirs ? state.person : survivor;
  const recorded = await streams.employments.handle(
    id,
    { type: 'RecordEmployment', person: holder, employment },
    metadata,
  );
  return isRejection(recorded) ? recorded : { person: survivor, position: recorded.position };
}

/** Records credentials of a person; those that are known and the same stay as they are. */
export async function recordCredentials(
  streams: Streams,
  { person, credentials }: { readonly person: PersonId; readonly credentials: readonly Credential[] },
  metadata: Metadata,
): Promise<Recorded> {
  const recorded = await streams.people.handle(person, { type: 'RecordCredentials', credentials }, metadata);
  return isRejection(recorded) ? recorded : { person, position: recorded.position };
}

/** Leave that stands in records which are merged with a person's: those below it, or the one above with the rest. */
export async function leaveBeside(streams: Streams, person: PersonId): Promise<readonly OwnLeave[]> {
  const survivor = (await survivorOf(streams, person)) ?? person;
  const { state } = await streams.people.state(survivor);
  const family = [survivor, ...state.absorbed].filter((one) => one !== person);
  const leave = await Promise.all(family.map(async (one) => openLeave((await streams.leave.state(one)).state)));
  return leave.flat();
}

/** Enters approved leave for a person. */
export async function enterLeave(
  streams: Streams,
  { person, leave }: { readonly person: PersonId; readonly leave: readonly OwnLeave[] },
  metadata: Metadata,
): Promise<Recorded> {
  const survivor = await survivorOf(streams, person);
  if (survivor === null) return reject('person-unknown', 'There is no such person. Register them first.');
  const others = await leaveBeside(streams, survivor);
  const entered = await streams.leave.handle(survivor, { type: 'EnterLeave', leave, others }, metadata);
  return isRejection(entered) ? entered : { person: survivor, position: entered.position };
}
