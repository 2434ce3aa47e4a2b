import type { Reaction } from '@weft/eventing';
import { within } from '@weft/service-kit';
import type { NumberEvent } from '../professional-number/events.ts';
import { numberId } from '../professional-number/shape.ts';
import { settleNumber } from '../record.ts';
import type { Streams } from '../streams.ts';

/** Finishes a registration that a crash left after its first step; the same command ids make it once. */
export const whenNumberClaimed = (streams: Streams): Reaction<NumberEvent> => ({
  name: 'when-number-claimed',
  on: {
    async NumberClaimed({ data, metadata, id }) {
      const { state } = await streams.numbers.state(numberId(data.number));
      if (state.person === data.person) await settleNumber(streams, data, { ...within(metadata, 'settle'), cause: id });
    },
  },
});
