import type { Reaction } from '@weft/eventing';
import type { ServiceDeps } from '@weft/service-kit';
import type { FillingDuties } from '../filling/filling.ts';
import { shownSoon } from '../filling/shown-soon.ts';
import type { FillingDeps } from '../filling/wanted.ts';
import { carryOut, putBack } from '../swap/carry-out.ts';
import { bookingOfSwap } from '../swap/decider.ts';
import type { SwapEvent } from '../swap/events.ts';

type Deps = Pick<FillingDeps, 'streams' | 'rows'> & Pick<ServiceDeps, 'live'> & { readonly filling: FillingDuties };

/** Finishes an approved swap that a crash left in the middle, and what a failed one left to be put back. */
export const whenSwapApproved = ({ streams, rows, live, filling }: Deps): Reaction<SwapEvent> => ({
  name: 'when-swap-approved',
  on: {
    async SwapApproved({ id, data, metadata }) {
      const isOver = () =>
        rows.get("SELECT 1 FROM swaps WHERE swap = ? AND stage IN ('completed', 'failed')", data.swap) !== undefined;
      if (await shownSoon(live, isOver, metadata.at)) return;
      const { last } = (await streams.swap.state(bookingOfSwap(data.swap))).state;
      if (last?.swap === data.swap && last.stage === 'approved')
        await carryOut({ streams, rows, filling }, data, { ...metadata, cause: id });
    },
    async SwapFailed({ id, data, metadata }) {
      const { last } = (await streams.swap.state(bookingOfSwap(data.swap))).state;
      if (last?.swap !== data.swap || last.taker === null) return;
      const { swap, place, taker, inReturn } = last;
      await putBack({ streams, rows, filling }, { swap, place, taker, inReturn }, { ...metadata, cause: id });
    },
  },
});
