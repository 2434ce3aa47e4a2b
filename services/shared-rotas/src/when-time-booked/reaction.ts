import type { Reaction } from '@weft/eventing';
import type { ServiceDeps } from '@weft/service-kit';
import type { DiaryEvent } from '../diary/events.ts';
import { isEditStep } from '../edits/edit-step.ts';
import { settle } from '../filling/settle.ts';
import { shownSoon } from '../filling/shown-soon.ts';
import type { FillingDeps } from '../filling/wanted.ts';

type Deps = Pick<FillingDeps, 'streams' | 'rows'> & Pick<ServiceDeps, 'live'>;

/** Finishes a placement that a crash left after its first step: the duty is filled by the booking, or it is released. */
export const whenTimeBooked = ({ streams, rows, live }: Deps): Reaction<DiaryEvent> => ({
  name: 'when-time-booked',
  on: {
    async TimeBooked({ id, data, metadata, position }) {
      // An edit takes its places together, or none of them: when-edit-began finishes it.
      if (isEditStep(metadata.commandId)) return;
      const { booking, movedFrom } = data;
      // Held now, or held at some time since: a place that was cleared again needs nothing either.
      const isFilled = () =>
        rows.get(
          `SELECT 1 FROM rota_places WHERE booking = ?1
           UNION ALL SELECT 1 FROM board_places WHERE booking = ?1 AND from_position > ?2`,
          booking,
          position,
        ) !== undefined;
      const isLeft = () =>
        movedFrom === null ||
        rows.get(
          `SELECT 1 FROM board_places WHERE booking = ?1 AND to_position IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM board_places WHERE booking = ?1 AND to_position IS NULL)`,
          movedFrom.booking,
        ) !== undefined;
      // What the own views show already needs no look into the log: most bookings were settled by their command.
      if (data.origin === null && data.replaces === null)
        if (await shownSoon(live, () => isFilled() && isLeft(), metadata.at)) return;
      await settle(streams, data, { ...metadata, cause: id });
    },
  },
});
