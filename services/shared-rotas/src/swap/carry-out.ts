import { isRejection, type Metadata, type Position, type Rejection } from '@weft/eventing';
import { within } from '@weft/service-kit';
import { presentIdOf } from '../facts/workforce-facts.ts';
import type { FillingDuties } from '../filling/filling.ts';
import { later } from '../filling/settle.ts';
import { bookingIdOf, type FillingDeps } from '../filling/wanted.ts';
import { bookingOfSwap } from './decider.ts';
import type { SwapEvent } from './events.ts';

type Approved = Extract<SwapEvent, { type: 'SwapApproved' }>['data'];
type Deps = Pick<FillingDeps, 'streams' | 'rows'> & { readonly filling: FillingDuties };

/** What became of an approved swap. `because` says why it failed. */
export type CarriedOut = { readonly because: string | null; readonly position: Position | null };

const asked = (metadata: Metadata) => ({ metadata, override: null, employer: null });

/** Ids of the steps come from the swap alone: whoever takes them, and however often, does the same thing once. */
function stepsOf({ swap, place, taker, inReturn }: Approved, metadata: Metadata, rows: Deps['rows']) {
  const base = { ...metadata, commandId: `swap/${swap}`, reason: 'A swap that both sides agreed to.' };
  const step = (name: string) => within(base, name);
  const giver = presentIdOf(rows, place.person);
  const other = presentIdOf(rows, taker);
  const first = inReturn && { duty: inReturn.duty, person: giver };
  const last = { duty: place.duty, person: other };
  return {
    giver,
    other,
    step,
    /** The bookings that the steps make: the giver's on the duty in return, the taker's on the duty that was offered. */
    giversBooking: first && bookingIdOf(step('take'), first),
    takersBooking: bookingIdOf(step('give'), last),
  };
}

/**
 * Changes the placements of an approved swap, and says in its stream that it is done. The giver takes over the duty in
 * return and leaves the offered one in one append of the diary; then the taker fills what was left. Whoever repeats it
 * after a crash goes on where it stopped. Where a step is refused, the failure is recorded first and then all is put
 * back.
 */
export async function carryOut(deps: Deps, approved: Approved, metadata: Metadata): Promise<CarriedOut> {
  const { filling, streams, rows } = deps;
  const { swap, place, inReturn } = approved;
  const { giver, other, step } = stepsOf(approved, metadata, rows);
  let position: Position | null = null;
  const taken = inReturn
    ? await filling.takeOver(
        { from: place.duty, to: inReturn.duty, person: giver, instead: presentIdOf(rows, inReturn.person) },
        asked(step('take')),
      )
    : null;
  if (taken && isRejection(taken)) return failed(deps, { approved, metadata, refusal: taken });
  if (taken) position = later(position, taken.position);
  const given = inReturn
    ? await filling.fill(
        { duty: place.duty, person: other, employer: null, how: 'manual', why: null, pinned: false },
        asked(step('give')),
      )
    : await filling.reassign({ duty: place.duty, from: giver, to: other }, asked(step('give')));
  if (isRejection(given)) return failed(deps, { approved, metadata, refusal: given });
  position = later(position, given.position);
  const done = await streams.swap.handle(bookingOfSwap(swap), { type: 'CompleteSwap', swap }, step('complete'));
  if (isRejection(done))
    return { because: done.because, position: later(position, await putBack(deps, approved, metadata)) };
  return { because: null, position: later(position, done.position) };
}

async function failed(
  deps: Deps,
  { approved, metadata, refusal }: { approved: Approved; metadata: Metadata; refusal: Rejection },
): Promise<CarriedOut> {
  const { swap } = approved;
  const { step } = stepsOf(approved, metadata, deps.rows);
  const { rejected: code, because } = refusal;
  const stream = bookingOfSwap(swap);
  const said = await deps.streams.swap.handle(stream, { type: 'FailSwap', swap, code, because }, step('fail'));
  // Another process may have completed it in between: its steps stand.
  if ((await deps.streams.swap.state(stream)).state.last?.stage === 'completed')
    return { because: null, position: null };
  const back = await putBack(deps, approved, metadata);
  return { because, position: later(back, isRejection(said) ? null : said.position) };
}

/** After a failure: takes the steps that were taken back, as far as the places are still free. */
export async function putBack(deps: Deps, approved: Approved, metadata: Metadata): Promise<Position | null> {
  const { filling, streams, rows } = deps;
  const { place, inReturn } = approved;
  const { giver, other, step, giversBooking, takersBooking } = stepsOf(approved, metadata, rows);
  // A place that was given back before a crash may still be in the diary.
  const held = async (duty: string, person: string, booking: string | null) =>
    (await streams.duty.state(duty)).state.places.some((one) => one.booking === booking) ||
    (booking !== null && (await streams.diary.state(person)).state.bookings.get(booking)?.isHeld === true);
  let position: Position | null = null;
  const tell = (outcome: { position: Position | null } | Rejection) => {
    if (!isRejection(outcome)) position = later(position, outcome.position);
  };
  if (!inReturn) {
    if (await held(place.duty, other, takersBooking))
      tell(await filling.reassign({ duty: place.duty, from: other, to: giver }, asked(step('back'))));
    return position;
  }
  if (await held(place.duty, other, takersBooking))
    tell(await filling.clear({ duty: place.duty, person: other }, step('back-give')));
  if (await held(inReturn.duty, giver, giversBooking))
    tell(
      await filling.reassign(
        { duty: inReturn.duty, from: giver, to: presentIdOf(rows, inReturn.person) },
        asked(step('back-take')),
      ),
    );
  const wasTaken = giversBooking !== null && (await streams.diary.state(giver)).state.bookings.has(giversBooking);
  if (wasTaken)
    tell(
      await filling.fill(
        { duty: place.duty, person: giver, employer: null, how: 'manual', why: null, pinned: false },
        asked(step('back-place')),
      ),
    );
  return position;
}
