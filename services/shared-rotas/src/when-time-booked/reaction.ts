import type { Reaction, Rows } from '@weft/eventing';
import type { DiaryEvent } from '../diary/events.ts';
import { settle } from '../filling/settle.ts';
import type { Streams } from '../streams.ts';

/** Finishes a placement that a crash left after its first step: the duty is filled by the booking, or it is released. */
export const whenTimeBooked = ({ streams, rows }: { streams: Streams; rows: Rows }): Reaction<DiaryEvent> => ({
  name: 'when-time-booked',
  on: {
    async TimeBooked({ id, data, metadata }) {
      const isPlain = data.origin === null && data.replaces === null && data.movedFrom === null;
      // What the own view shows already needs no look into the log: most bookings were settled by their command.
      if (isPlain && rows.get('SELECT 1 FROM rota_places WHERE booking = ?', data.booking)) return;
      const { places } = (await streams.duty.state(data.duty)).state;
      const isFilled = places.some(({ booking }) => booking === data.booking);
      if (isPlain && isFilled) return;
      await settle(streams, data, { ...metadata, cause: id });
    },
  },
});
