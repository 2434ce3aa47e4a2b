import type { Override } from '../duty/events.ts';
import { cellsOf, type RunCell } from './cells-of-run.ts';
import type { Copy, HeldPlace } from './copy.ts';
import type { KnownRun } from './decider.ts';
import type { Run } from './events.ts';
import type { Target } from './plan.ts';

/** What undoing a run asks for: cells that are still as it left them, and those that somebody changed since. */
export type Inverse = {
  readonly targets: readonly Target[];
  readonly changed: readonly RunCell[];
  /** Duties that it opened, and that nobody needs without it; those that it took away come back. */
  readonly withdrawn: readonly Extract<Run['steps'][number], { do: 'withdraw' }>[];
  readonly reopened: ReadonlySet<string>;
};

/** What a run is compared with. */
type Looking = {
  readonly copy: Copy;
  /** Bookings that were made again, each with the first one that it stands for. */
  readonly standsFor: ReadonlyMap<string, string>;
  /** By what a booking that was cleared stood, and still may. */
  readonly overrideOf: (booking: string) => Override | null;
};

/** A place, and the booking that it stands for. */
type Standing = { readonly place: HeldPlace; readonly booking: string };

/**
 * The cells of a run as they were before it. A cell counts as unchanged while the bookings in it are the very ones that
 * the run left there, or such as stand for them.
 */
export function inverseOf({ run, refused }: Pick<KnownRun, 'run' | 'refused'>, looking: Looking): Inverse {
  const { copy, standsFor } = looking;
  /** The places of a cell under the ids of the bookings that they stand for. */
  const heldIn = ({ cell }: RunCell) =>
    copy
      .placesIn(cell.person, cell.date)
      .map((place) => ({ place, booking: standsFor.get(place.booking) ?? place.booking }));
  const isRefused = new Set(refused.map(({ person, date }) => `${person} ${date}`));
  const cells = cellsOf(run).filter(({ cell }) => !isRefused.has(`${cell.person} ${cell.date}`));
  const changed = cells.filter((one) => isChangedSince(one, heldIn(one), standsFor));
  const targets = cells
    .filter((one) => !changed.includes(one))
    .map((one, index): Target => ({ ...one.cell, index, wish: wishOf(one, heldIn(one), looking) }));
  const opened = run.steps.flatMap((step) => (step.do === 'open' ? [step.duty] : []));
  return {
    targets,
    changed,
    withdrawn: opened.map((duty) => ({ do: 'withdraw', duty })),
    reopened: new Set(run.steps.flatMap((step) => (step.do === 'withdraw' ? [step.duty as string] : []))),
  };
}

function isChangedSince(
  { fills, keeps, pins }: RunCell,
  held: readonly Standing[],
  standsFor: Looking['standsFor'],
): boolean {
  const first = (booking: string) => standsFor.get(booking) ?? booking;
  if (pins.length > 0)
    return !pins.every((pin) =>
      held.some(({ booking, place }) => booking === first(pin.booking) && place.pinned === pin.pinned),
    );
  const left = [...fills, ...keeps].map(({ booking }) => first(booking));
  return left.length !== held.length || !held.every(({ booking }) => left.includes(booking));
}

function wishOf(
  { clears, keeps, pins }: RunCell,
  held: readonly Standing[],
  { standsFor, overrideOf }: Looking,
): Target['wish'] {
  const [pin] = pins;
  if (pin) {
    const pinned = new Set(pins.map(({ booking }) => standsFor.get(booking) ?? (booking as string)));
    const only = held.filter(({ booking }) => pinned.has(booking)).map(({ place }) => place.booking);
    return { to: 'pin', pinned: !pin.pinned, only };
  }
  const before = clears.map(({ duty, pinned, booking }) => ({ duty, pinned, override: overrideOf(booking) }));
  return { to: 'hold', places: [...keeps.map(({ duty }) => ({ duty, pinned: false, override: null })), ...before] };
}
