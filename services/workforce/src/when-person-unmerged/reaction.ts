import { PersonId } from '@weft/contracts';
import type { Reaction } from '@weft/eventing';
import { idIn } from '../id-in.ts';
import { finishUnmerge } from '../merge.ts';
import type { PersonEvent } from '../person/events.ts';
import type { Streams } from '../streams.ts';

/** Finishes an un-merge that a crash left after its first step; the same command ids make it once. */
export const whenPersonUnmerged = (streams: Streams): Reaction<PersonEvent> => ({
  name: 'when-person-unmerged',
  on: {
    async PersonUnmerged({ stream, data: { from }, metadata, id }) {
      const person = PersonId.parse(idIn(stream));
      const { state } = await streams.people.state(person);
      if (state.mergedInto === null) await finishUnmerge(streams, { person, from }, { ...metadata, cause: id });
    },
  },
});
