import type { Credential, PersonId } from '@weft/contracts';
import { type Decision, reject, type Stream } from '@weft/eventing';
import type { ProfessionalNumber } from '../professional-number/shape.ts';
import { same } from '../same.ts';
import {
  credentialRecorded,
  credentialWithdrawn,
  optOutRecorded,
  type PersonEvent,
  personAbsorbed,
  personEvents,
  personMerged,
  personRegistered,
  personReleased,
  personRenamed,
  personUnmerged,
  professionalNumberRecorded,
} from './events.ts';

/** What is known of one person. */
type PersonState = {
  /** Null until the person is registered. */
  readonly name: string | null;
  readonly number: ProfessionalNumber | null;
  readonly optOut48: boolean;
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly mergedInto: PersonId | null;
  /** Those who are known as this person now. */
  readonly absorbed: readonly PersonId[];
};

type PersonCommand =
  | { readonly type: 'RegisterPerson'; readonly name: string; readonly number: ProfessionalNumber | null }
  | { readonly type: 'RenamePerson'; readonly name: string }
  | { readonly type: 'RecordNumber'; readonly number: ProfessionalNumber }
  | { readonly type: 'RecordOptOut'; readonly optOut48: boolean }
  | { readonly type: 'RecordCredentials'; readonly credentials: readonly Credential[] }
  | { readonly type: 'WithdrawCredential'; readonly credential: string }
  | { readonly type: 'AbsorbPerson'; readonly person: PersonId }
  | { readonly type: 'ReleasePerson'; readonly person: PersonId }
  | { readonly type: 'MergePerson'; readonly into: PersonId }
  | { readonly type: 'UnmergePerson' };

type PersonRefusal =
  | 'person-unknown'
  | 'person-exists'
  | 'merged'
  | 'has-number'
  | 'ends-before-starts'
  | 'credential-unknown'
  | 'holds-others'
  | 'not-merged';

const initial: PersonState = {
  name: null,
  number: null,
  optOut48: false,
  credentials: new Map(),
  mergedInto: null,
  absorbed: [],
};

function evolve(state: PersonState, event: PersonEvent): PersonState {
  switch (event.type) {
    case 'PersonRegistered':
      return { ...state, name: event.data.name, number: event.data.number };
    case 'PersonRenamed':
      return { ...state, name: event.data.name };
    case 'ProfessionalNumberRecorded':
      return { ...state, number: event.data.number };
    case 'OptOutRecorded':
      return { ...state, optOut48: event.data.optOut48 };
    case 'CredentialRecorded':
      return {
        ...state,
        credentials: new Map(state.credentials).set(event.data.credential.id, event.data.credential),
      };
    case 'CredentialWithdrawn': {
      const credentials = new Map(state.credentials);
      credentials.delete(event.data.credential);
      return { ...state, credentials };
    }
    case 'PersonAbsorbed':
      return { ...state, absorbed: [...state.absorbed, event.data.person] };
    case 'PersonReleased':
      return { ...state, absorbed: state.absorbed.filter((person) => person !== event.data.person) };
    case 'PersonMerged':
      return { ...state, mergedInto: event.data.into };
    case 'PersonUnmerged':
      return { ...state, mergedInto: null };
    default:
      return event satisfies never;
  }
}

function decide(command: PersonCommand, state: PersonState): Decision<PersonEvent, PersonRefusal> {
  if (command.type === 'RegisterPerson') return register(command, state);
  if (command.type === 'ReleasePerson')
    return state.absorbed.includes(command.person) ? [personReleased.create({ person: command.person })] : [];
  if (state.name === null) return reject('person-unknown', 'There is no such person. Register them first.');
  if (command.type === 'MergePerson') return merge(command.into, state);
  if (command.type === 'UnmergePerson')
    return state.mergedInto === null
      ? reject('not-merged', `${state.name} is not merged into anybody.`)
      : [personUnmerged.create({ from: state.mergedInto })];
  if (state.mergedInto !== null)
    return reject(
      'merged',
      `This record of ${state.name} is merged into another. Change that one, or un-merge this one first.`,
      { into: state.mergedInto },
    );
  switch (command.type) {
    case 'RenamePerson':
      return command.name === state.name ? [] : [personRenamed.create({ name: command.name })];
    case 'RecordNumber':
      return recordNumber(command.number, state.name, state.number);
    case 'RecordOptOut':
      return command.optOut48 === state.optOut48 ? [] : [optOutRecorded.create({ optOut48: command.optOut48 })];
    case 'RecordCredentials':
      return recordCredentials(command.credentials, state);
    case 'WithdrawCredential':
      return state.credentials.has(command.credential)
        ? [credentialWithdrawn.create({ credential: command.credential })]
        : reject('credential-unknown', `${state.name} holds no credential ${command.credential}.`);
    case 'AbsorbPerson':
      return state.absorbed.includes(command.person) ? [] : [personAbsorbed.create({ person: command.person })];
    default:
      return command satisfies never;
  }
}

function register(
  { name, number }: Extract<PersonCommand, { type: 'RegisterPerson' }>,
  state: PersonState,
): Decision<PersonEvent, PersonRefusal> {
  if (state.name === null) return [personRegistered.create({ name, number })];
  if (state.name === name && same(state.number, number)) return [];
  return reject('person-exists', 'A person with this id is registered already, under other facts.');
}

function recordNumber(
  number: ProfessionalNumber,
  name: string,
  known: ProfessionalNumber | null,
): Decision<PersonEvent, PersonRefusal> {
  if (same(known, number)) return [];
  if (known) return reject('has-number', `${name} has the number ${known.body} ${known.number} already.`);
  return [professionalNumberRecorded.create({ name, number })];
}

function recordCredentials(
  credentials: readonly Credential[],
  state: PersonState,
): Decision<PersonEvent, PersonRefusal> {
  const wrong = credentials.find(({ from, to }) => to !== null && to <= from);
  if (wrong)
    return reject(
      'ends-before-starts',
      `The credential ${wrong.kind} would end on or before its first day, ${wrong.from}.`,
    );
  return credentials
    .filter((credential) => !same(state.credentials.get(credential.id), credential))
    .map((credential) => credentialRecorded.create({ credential }));
}

function merge(into: PersonId, state: PersonState): Decision<PersonEvent, PersonRefusal> {
  if (state.mergedInto === into) return [];
  if (state.mergedInto !== null)
    return reject('merged', `${state.name} is merged into another record already. Un-merge them first.`, {
      into: state.mergedInto,
    });
  if (state.absorbed.length > 0)
    return reject(
      'holds-others',
      `Other records are merged into ${state.name}. Merge the other way round, or un-merge them first.`,
      { absorbed: state.absorbed },
    );
  return [personMerged.create({ into })];
}

/** A person: who they are, what they hold, and whether two records are one person. */
export const personStream: Stream<PersonState, PersonCommand, PersonEvent, PersonRefusal> = {
  category: 'person',
  kinds: personEvents,
  decider: { initial, evolve, decide },
};
