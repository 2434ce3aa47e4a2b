import type { Reaction } from '@weft/eventing';
import type { DiaryEvent } from '../diary/events.ts';
import { settle } from '../filling/settle.ts';
import type { Streams } from '../streams.ts';

/** Finishes a placement that a crash left after its first step: the duty is filled by the booking, or it is released. */
export const whenTimeBooked = (streams: Streams): Reaction<DiaryEvent> => ({
  name: 'when-time-booked',
  on: {
    async TimeBooked({ id, data, metadata }) {
      const isPlain = data.origin === null && data.replaces === null && data.movedFrom === null;
      const { places } = (await streams.duty.state(data.duty)).state;
      const isFilled = places.some(({ booking }) => booking === data.booking);
      if (isPlain && isFilled) return;
      await settle(streams, data, { ...metadata, cause: id });
    },
  },
});
