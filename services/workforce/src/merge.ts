import type { PersonId } from '@weft/contracts';
import { isRejection, type Metadata, reject } from '@weft/eventing';
import { within } from '@weft/service-kit';
import { latest } from './latest.ts';
import type { Recorded } from './record.ts';
import type { Streams } from './streams.ts';

/**
 * Makes `person` known as `into`. The survivor takes them in first, so that two merges that cross each other cannot
 * both come through; the reaction when-person-absorbed finishes what a crash left.
 */
export async function mergePeople(
  streams: Streams,
  { person, into }: { readonly person: PersonId; readonly into: PersonId },
  metadata: Metadata,
): Promise<Recorded> {
  if (person === into) return reject('same-person', 'This is one record. Choose two.');
  const { state } = await streams.people.state(person);
  if (state.name === null) return reject('person-unknown', 'There is no such person. Register them first.');
  const taken = await streams.people.handle(into, { type: 'AbsorbPerson', person }, within(metadata, 'absorb'));
  if (isRejection(taken)) return taken;
  const merged = await finishMerge(streams, { person, into }, within(metadata, 'absorb'));
  return isRejection(merged) ? merged : { person: into, position: latest(taken.position, merged.position) };
}

/** The second step of a merge: the other record points to the survivor, or the survivor lets it go. */
export async function finishMerge(
  streams: Streams,
  { person, into }: { readonly person: PersonId; readonly into: PersonId },
  metadata: Metadata,
) {
  const merged = await streams.people.handle(person, { type: 'MergePerson', into }, within(metadata, 'merge'));
  if (isRejection(merged))
    await streams.people.handle(into, { type: 'ReleasePerson', person }, within(metadata, 'release'));
  return merged;
}

/** Makes a merged record stand alone again, as it was. */
export async function unmergePeople(streams: Streams, person: PersonId, metadata: Metadata): Promise<Recorded> {
  const { state } = await streams.people.state(person);
  const parted = await streams.people.handle(person, { type: 'UnmergePerson' }, within(metadata, 'part'));
  if (isRejection(parted)) return parted;
  const from = parted.events.find(({ type }) => type === 'PersonUnmerged')?.data as { from: PersonId } | undefined;
  const released = await finishUnmerge(
    streams,
    { person, from: from?.from ?? (state.mergedInto as PersonId) },
    within(metadata, 'part'),
  );
  return { person, position: latest(parted.position, isRejection(released) ? null : released.position) };
}

/** The second step of an un-merge: the survivor no longer counts the other one in. */
export const finishUnmerge = (
  streams: Streams,
  { person, from }: { readonly person: PersonId; readonly from: PersonId },
  metadata: Metadata,
) => streams.people.handle(from, { type: 'ReleasePerson', person }, within(metadata, 'release'));
