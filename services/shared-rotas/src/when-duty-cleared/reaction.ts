import type { Reaction } from '@weft/eventing';
import type { ServiceDeps } from '@weft/service-kit';
import type { DutyEvent } from '../duty/events.ts';
import { release } from '../filling/release.ts';
import { shownSoon } from '../filling/shown-soon.ts';
import type { FillingDeps } from '../filling/wanted.ts';

type Deps = Pick<FillingDeps, 'streams' | 'rows'> & Pick<ServiceDeps, 'live'>;

/** Finishes a clearing that a crash left after its first step: the time of whoever held the place is free again. */
export const whenDutyCleared = ({ streams, rows, live }: Deps): Reaction<DutyEvent> => ({
  name: 'when-duty-cleared',
  on: {
    async DutyCleared({ id, data, metadata }) {
      // Released by the very command that cleared: what the own view shows needs no look into the log.
      const isReleased = () =>
        rows.get('SELECT 1 FROM lines_bookings WHERE booking = ? AND valid_to = ?', data.booking, metadata.at) !==
        undefined;
      if (await shownSoon(live, isReleased, metadata.at)) return;
      await release({ streams, rows }, data, { ...metadata, cause: id });
    },
  },
});
