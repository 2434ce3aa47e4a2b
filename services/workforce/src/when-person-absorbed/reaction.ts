import { PersonId } from '@weft/contracts';
import type { Reaction } from '@weft/eventing';
import { idIn } from '../id-in.ts';
import { finishMerge } from '../merge.ts';
import type { PersonEvent } from '../person/events.ts';
import type { Streams } from '../streams.ts';

/** Finishes a merge that a crash left after its first step; the same command ids make it once. */
export const whenPersonAbsorbed = (streams: Streams): Reaction<PersonEvent> => ({
  name: 'when-person-absorbed',
  on: {
    async PersonAbsorbed({ stream, data: { person }, metadata, id }) {
      const into = PersonId.parse(idIn(stream));
      const { state } = await streams.people.state(into);
      if (state.absorbed.includes(person)) await finishMerge(streams, { person, into }, { ...metadata, cause: id });
    },
  },
});
