import type { Reaction } from '@weft/eventing';
import type { DutyEvent } from '../duty/events.ts';
import { release } from '../filling/release.ts';
import type { FillingDeps } from '../filling/wanted.ts';

/** Finishes a clearing that a crash left after its first step: the time of whoever held the place is free again. */
export const whenDutyCleared = ({ streams, rows }: Pick<FillingDeps, 'streams' | 'rows'>): Reaction<DutyEvent> => ({
  name: 'when-duty-cleared',
  on: {
    async DutyCleared({ id, data, metadata }) {
      // Released by the very command that cleared: what the own view shows needs no look into the log.
      if (rows.get('SELECT 1 FROM lines_bookings WHERE booking = ? AND valid_to = ?', data.booking, metadata.at))
        return;
      await release({ streams, rows }, data, { ...metadata, cause: id });
    },
  },
});
