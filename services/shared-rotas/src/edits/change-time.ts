import { isRejection, type Metadata, type Position, type Rejection, reject } from '@weft/eventing';
import type { RefusedBooking } from '../diary/commands.ts';
import type { Booking } from '../diary/events.ts';
import { bookingFor, type FillingDeps, personFor, termsFor } from '../filling/wanted.ts';
import type { FillStep, RunCell } from './cells-of-run.ts';
import { editStep } from './edit-step.ts';
import type { Run } from './events.ts';

/** Why a cell is refused that is no longer what its edit was planned on. */
export const changedMeanwhile = reject('changed-meanwhile', 'Somebody changed this a moment ago.');

/** One person's time for all of their cells, in one append; in a run that is done in part, for those that can be had. */
export async function changeTime(
  deps: FillingDeps,
  { run, cells, metadata }: { readonly run: Run; readonly cells: readonly RunCell[]; readonly metadata: Metadata },
  refuse: (cell: RunCell, why: Rejection) => void,
): Promise<Position | null> {
  const { streams } = deps;
  const person = cells[0]?.cell.person ?? '';
  const known = personFor(deps, person);
  if (isRejection(known) || known.person !== person) {
    const why = isRejection(known) ? known : changedMeanwhile;
    for (const one of cells) refuse(one, why);
    return null;
  }
  const { state } = await streams.diary.state(known.person);
  // All of it is in one append: where one booking is, the others are.
  const isDone = cells.some(({ fills }) => fills.some(({ booking }) => state.bookings.has(booking)));
  if (isDone && !run.partly) return null;
  let left = cells;
  const bookingOf = new Map<FillStep, Booking>();
  const how = run.how === 'pattern' ? 'pattern' : 'manual';
  for (const one of cells)
    for (const fill of one.fills) {
      if (state.bookings.has(fill.booking)) continue;
      const duty = await streams.duty.state(fill.duty);
      const wish = { duty: fill.duty, person, employer: null, how, why: null, pinned: fill.pinned } as const;
      const asked = { state: duty.state, known, booking: fill.booking, replaces: fill.takes !== null };
      const possible = bookingFor(deps, wish, asked);
      if (!isRejection(possible)) bookingOf.set(fill, possible);
      else {
        refuse(one, possible);
        left = left.filter((other) => other !== one);
      }
    }
  while (left.length > 0 && (run.partly || left.length === cells.length)) {
    const fills = left.flatMap((one) => one.fills);
    const terms = await termsFor(deps, known, { duties: [{ rota: run.rota }], override: run.override, metadata });
    const outcome = await streams.diary.handle(
      known.person,
      {
        type: 'ChangeTime',
        released: left.flatMap(({ clears, fills: own }) =>
          clears.map(({ booking }) => ({
            booking,
            because: own.length > 0 ? ('moved' as const) : ('cleared' as const),
          })),
        ),
        bookings: fills.flatMap((fill) => {
          const booking = bookingOf.get(fill);
          return booking ? [{ booking, override: fill.override }] : [];
        }),
        expected: {
          rota: run.rota,
          days: left.map(({ cell }) => cell.date),
          bookings: [...cells.flatMap((one) => [...one.clears, ...one.keeps, ...one.fills])].map(
            ({ booking }) => booking,
          ),
        },
        terms,
      },
      editStep(metadata, 'time'),
    );
    if (!isRejection(outcome)) return outcome.position;
    const each = ((outcome.details ?? {}) as { refused?: readonly RefusedBooking[] }).refused ?? [];
    const whyOf = new Map(each.map((one) => [one.booking, one as Rejection]));
    const stopped = left.filter(({ fills: own }) => own.some(({ booking }) => whyOf.has(booking)));
    for (const one of stopped.length > 0 ? stopped : left)
      refuse(one, one.fills.map(({ booking }) => whyOf.get(booking)).find((why) => why !== undefined) ?? outcome);
    left = stopped.length > 0 ? left.filter((one) => !stopped.includes(one)) : [];
  }
  return null;
}
