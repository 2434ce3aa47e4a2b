import type { Reaction } from '@weft/eventing';
import type { ServiceDeps } from '@weft/service-kit';
import type { EditEvent } from '../edits/events.ts';
import type { EditRunner } from '../edits/runner.ts';
import { shownSoon } from '../filling/shown-soon.ts';
import type { Streams } from '../streams.ts';

type Deps = { readonly streams: Streams; readonly edits: EditRunner } & Pick<ServiceDeps, 'live'>;

/** Finishes an edit that a crash left in the middle: whoever sent it finds it done, or taken back, when they ask again. */
export const whenEditBegan = ({ streams, edits, live }: Deps): Reaction<EditEvent> => ({
  name: 'when-edit-began',
  on: {
    async EditBegan({ stream, data, metadata }) {
      const id = stream.slice(stream.indexOf('-') + 1);
      const isEnded = async () => {
        const stage = (await streams.edits.state(id)).state.runs.get(data.edit)?.stage;
        return stage === undefined || stage === 'done' || stage === 'taken-back';
      };
      if (await isEnded()) return;
      let isShown = false;
      const deaf = live.onChange((events) => {
        for (const event of events)
          if (event.type === 'EditEnded' && (event.data as { edit: string }).edit === data.edit) isShown = true;
      });
      try {
        if (await shownSoon(live, () => isShown, metadata.at)) return;
      } finally {
        await deaf();
      }
      if (!(await isEnded())) await edits.finish(id, data.edit, metadata);
    },
  },
});
