import { type Credential, LeaveId, type PersonId } from '@weft/contracts';
import { isRejection, type Metadata, type Rejection, reject } from '@weft/eventing';
import { within } from '@weft/service-kit';
import { v5 as uuidv5 } from 'uuid';
import { employmentId } from '../employment/decider.ts';
import { latest } from '../latest.ts';
import { openLeave } from '../leave/decider.ts';
import type { OwnLeave } from '../leave/events.ts';
import { personIdFor } from '../person-id.ts';
import {
  claimNumber,
  enterLeave,
  holderOf,
  type Recorded,
  recordCredentials,
  recordEmployment,
  registerPerson,
  survivorOf,
} from '../record.ts';
import type { Streams } from '../streams.ts';
import type { RowFacts } from './row.ts';

const NAMES = 'b0f8a3a6-54dd-5c3c-9a51-3f3f0a3f6a0e';

/** The person whom a row is about: by number, else by id; null for nobody who is registered yet. */
export async function whoIs(
  streams: Streams,
  { person, number }: Pick<RowFacts, 'person' | 'number'>,
): Promise<PersonId | null | Rejection<'number-taken'>> {
  const byId = person === null ? null : await survivorOf(streams, person);
  const byNumber = number === null ? null : await holderOf(streams, number);
  if (byId !== null && byNumber !== null && byId !== byNumber)
    return reject('number-taken', 'The person and the number are those of two people.');
  return byId ?? byNumber;
}

/** Every record that is this person. */
async function recordsOf(streams: Streams, person: PersonId): Promise<readonly PersonId[]> {
  return [person, ...(await streams.people.state(person)).state.absorbed];
}

type RowOf<Kind extends RowFacts['kind']> = Extract<RowFacts, { kind: Kind }>;

/** The credential that a row means, with its id: the given one, that of an equal one, or one made of what it says. */
async function credentialOf(
  streams: Streams,
  person: PersonId,
  { credential }: RowOf<'credentials'>,
): Promise<{ readonly meant: Credential; readonly known: Credential | null }> {
  const held: Credential[] = [];
  for (const record of await recordsOf(streams, person))
    held.push(...(await streams.people.state(record)).state.credentials.values());
  const { kind, host, detail, from } = credential;
  const known = held.find((one) =>
    credential.id === null
      ? one.kind === kind && one.host === host && one.detail === detail && one.from === from
      : one.id === credential.id,
  );
  const id = credential.id ?? known?.id ?? `${kind}.${uuidv5(`${kind}/${host}/${detail}/${from}`, NAMES)}`;
  return { meant: { ...credential, id }, known: known ?? null };
}

/** The leave that a row means, with its id, as for credentials. */
async function leaveOf(
  streams: Streams,
  person: PersonId,
  { leave }: RowOf<'leave'>,
): Promise<{ readonly meant: OwnLeave; readonly known: OwnLeave | null }> {
  const held: OwnLeave[] = [];
  for (const record of await recordsOf(streams, person))
    held.push(...openLeave((await streams.leave.state(record)).state));
  const { kind, from, to } = leave;
  const known = held.find((one) =>
    leave.id === null ? one.kind === kind && one.from === from && one.to === to : one.id === leave.id,
  );
  const id = leave.id ?? known?.id ?? LeaveId.parse(uuidv5(`${person}/${kind}/${from}/${to}`, NAMES));
  return { meant: { ...leave, id }, known: known ?? null };
}

type Picture = Readonly<Record<string, unknown>>;

/** What is known of that which a row is about, by field; null when nothing is. Taken before and after, it shows the change. */
export async function pictureOf(streams: Streams, facts: RowFacts): Promise<Picture | null> {
  if (facts.kind === 'employments')
    return (await streams.employments.state(employmentId(facts.employment))).state?.employment ?? null;
  const person = await whoIs(streams, facts);
  if (person === null || isRejected(person)) return null;
  switch (facts.kind) {
    case 'people': {
      const { name, number, optOut48 } = (await streams.people.state(person)).state;
      return { name, number: number && `${number.body} ${number.number}`, '48 hour opt-out': optOut48 ? 'yes' : 'no' };
    }
    case 'credentials':
      return (await credentialOf(streams, person, facts)).known;
    case 'leave':
      return (await leaveOf(streams, person, facts)).known;
    default:
      return facts satisfies never;
  }
}

const isRejected = (found: PersonId | Rejection<'number-taken'>): found is Rejection<'number-taken'> =>
  typeof found === 'object';

/**
 * Does what a row says. Command ids come from `metadata`, so a row that is applied again after a crash changes
 * nothing twice.
 */
export async function applyRow(streams: Streams, facts: RowFacts, metadata: Metadata): Promise<Recorded> {
  const found = await whoIs(streams, facts);
  if (found !== null && isRejected(found)) return found;
  if (facts.kind === 'people') return applyPerson(streams, { facts, found }, metadata);
  if (found === null && facts.kind === 'employments' && facts.name !== null) {
    const person = facts.person ?? personIdFor(metadata.commandId);
    const registered = await registerPerson(
      streams,
      { person, name: facts.name, number: facts.number },
      within(metadata, 'register'),
    );
    if ('rejected' in registered) return registered;
    return recordEmployment(streams, { person, employment: facts.employment }, metadata);
  }
  if (found === null)
    return reject('person-unknown', 'Nobody with this person or number is known. Import the people first.');
  switch (facts.kind) {
    case 'employments':
      return recordEmployment(streams, { person: found, employment: facts.employment }, metadata);
    case 'credentials': {
      const { meant, known } = await credentialOf(streams, found, facts);
      if (
        known &&
        known.to === meant.to &&
        known.from === meant.from &&
        known.detail === meant.detail &&
        known.kind === meant.kind &&
        known.host === meant.host
      )
        return { person: found, position: null };
      return recordCredentials(streams, { person: found, credentials: [meant] }, metadata);
    }
    case 'leave': {
      const { meant, known } = await leaveOf(streams, found, facts);
      if (
        known &&
        known.kind === meant.kind &&
        known.from === meant.from &&
        known.to === meant.to &&
        (await isApproved(streams, found, meant.id))
      )
        return { person: found, position: null };
      return enterLeave(streams, { person: found, leave: [meant] }, metadata);
    }
    default:
      return facts satisfies never;
  }
}

async function isApproved(streams: Streams, person: PersonId, leave: LeaveId): Promise<boolean> {
  for (const record of await recordsOf(streams, person))
    if ((await streams.leave.state(record)).state.get(leave)?.stands === 'approved') return true;
  return false;
}

async function applyPerson(
  streams: Streams,
  { facts, found }: { readonly facts: RowOf<'people'>; readonly found: PersonId | null },
  metadata: Metadata,
): Promise<Recorded> {
  const { name, number, optOut48 } = facts;
  const person = found ?? facts.person ?? personIdFor(metadata.commandId);
  const steps: (() => Promise<Recorded>)[] = [];
  const { state } = await streams.people.state(person);
  const handle = async (command: Parameters<Streams['people']['handle']>[1], step: string): Promise<Recorded> => {
    const outcome = await streams.people.handle(person, command, within(metadata, step));
    return isRejection(outcome) ? outcome : { person, position: outcome.position };
  };
  if (found === null) steps.push(() => registerPerson(streams, { person, name, number }, within(metadata, 'register')));
  else {
    steps.push(() => handle({ type: 'RenamePerson', name }, 'rename'));
    if (number && (await holderOf(streams, number)) === null)
      steps.push(() =>
        state.number === null
          ? claimNumber(streams, { person, name, number }, within(metadata, 'number'))
          : handle({ type: 'RecordNumber', number }, 'number'),
      );
  }
  if (optOut48 !== null) steps.push(() => handle({ type: 'RecordOptOut', optOut48 }, 'opt-out'));
  let position = null;
  for (const step of steps) {
    const outcome = await step();
    if ('rejected' in outcome) return outcome;
    position = latest(position, outcome.position);
  }
  return { person, position };
}
