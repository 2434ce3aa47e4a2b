import type { Organisation, OrganisationCode } from '@weft/contracts';
import { type Decider, reject, type Stream } from '@weft/eventing';
import { isSameData } from '../same-data.ts';
import { type OrganisationEvent, organisationEvents, organisationRecorded } from './events.ts';
import { backwards, overlapping } from './on-day.ts';

/** Null until it is recorded. */
export type OrganisationState = Organisation | null;

export type OrganisationCommand = {
  readonly type: 'RecordOrganisation';
  readonly organisation: Organisation;
  /** The successor and its own successors, nearest first; null when the successor is not known. */
  readonly successors: readonly OrganisationCode[] | null;
};

export type OrganisationRefusal = 'impossible-dates' | 'names-overlap' | 'successor-unknown' | 'successor-loop';

function decide({ organisation, successors }: OrganisationCommand, state: OrganisationState) {
  if (isSameData(organisation, state)) return [];
  const { code, names, successor } = organisation;
  const wrong = backwards(names);
  if (wrong)
    return reject('impossible-dates', `The name "${wrong.name}" of ${code} ends on ${wrong.to}, before it begins.`);
  const both = overlapping(names);
  if (both)
    return reject(
      'names-overlap',
      `${code} is called "${both[0].name}" and "${both[1].name}" on the same day. Give the earlier name the last day before the later one begins.`,
    );
  if (successor && successors === null)
    return reject(
      'successor-unknown',
      `${code} is said to become part of ${successor.code}, which is not recorded. Record ${successor.code} first.`,
    );
  if (successors?.includes(code))
    return reject('successor-loop', `${code} would become part of itself, by way of ${successors.join(', ')}.`);
  return [organisationRecorded.create(organisation)];
}

const organisationDecider: Decider<OrganisationState, OrganisationCommand, OrganisationEvent, OrganisationRefusal> = {
  initial: null,
  evolve: (_state, event) => event.data,
  decide,
};

/** Streams organisation-<ODS code>. */
export const organisationStream: Stream<
  OrganisationState,
  OrganisationCommand,
  OrganisationEvent,
  OrganisationRefusal
> = { category: 'organisation', kinds: organisationEvents, decider: organisationDecider };
