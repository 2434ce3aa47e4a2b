import type { Reaction } from '@weft/eventing';
import type { DutyEvent } from '../duty/events.ts';
import { release } from '../filling/release.ts';
import type { FillingDeps } from '../filling/wanted.ts';

/** Finishes a clearing that a crash left after its first step: the time of whoever held the place is free again. */
export const whenDutyCleared = (deps: Pick<FillingDeps, 'streams' | 'rows'>): Reaction<DutyEvent> => ({
  name: 'when-duty-cleared',
  on: {
    async DutyCleared({ id, data, metadata }) {
      await release(deps, data, { ...metadata, cause: id });
    },
  },
});
