import type { Override } from '../duty/events.ts';
import { cellsOf, type RunCell } from './cells-of-run.ts';
import type { Copy, HeldPlace } from './copy.ts';
import type { KnownRun } from './decider.ts';
import type { Cell, Run } from './events.ts';
import type { Target } from './plan.ts';

/** What undoing a run asks for: cells that are still as it left them, and those that somebody changed since. */
export type Inverse = {
  readonly targets: readonly Target[];
  readonly changed: readonly RunCell[];
  /** Duties that it opened, and that nobody needs without it; those that it took away come back. */
  readonly withdrawn: readonly Extract<Run['steps'][number], { do: 'withdraw' }>[];
  readonly reopened: ReadonlySet<string>;
};

/**
 * The cells of a run as they were before it. A cell counts as unchanged while the bookings in it are the very ones that
 * the run left there. `overrideOf`: by what a booking that was cleared stood, and still may.
 */
export function inverseOf(
  { run, refused }: Pick<KnownRun, 'run' | 'refused'>,
  copy: Copy,
  overrideOf: (cell: Cell, booking: string) => Override | null,
): Inverse {
  const isRefused = new Set(refused.map(({ person, date }) => `${person} ${date}`));
  const cells = cellsOf(run).filter(({ cell }) => !isRefused.has(`${cell.person} ${cell.date}`));
  const changed = cells.filter((one) => isChangedSince(one, copy.placesIn(one.cell.person, one.cell.date)));
  const targets = cells
    .filter((one) => !changed.includes(one))
    .map((one, index): Target => ({ ...one.cell, index, wish: wishOf(one, overrideOf) }));
  const opened = run.steps.flatMap((step) => (step.do === 'open' ? [step.duty] : []));
  return {
    targets,
    changed,
    withdrawn: opened.map((duty) => ({ do: 'withdraw', duty })),
    reopened: new Set(run.steps.flatMap((step) => (step.do === 'withdraw' ? [step.duty as string] : []))),
  };
}

function isChangedSince({ fills, keeps, pins }: RunCell, held: readonly HeldPlace[]): boolean {
  if (pins.length > 0)
    return !pins.every((pin) => held.some(({ booking, pinned }) => booking === pin.booking && pinned === pin.pinned));
  const left = [...fills, ...keeps].map(({ booking }) => booking as string);
  return left.length !== held.length || !held.every(({ booking }) => left.includes(booking));
}

function wishOf(
  { cell, clears, keeps, pins }: RunCell,
  overrideOf: (cell: Cell, booking: string) => Override | null,
): Target['wish'] {
  const [pin] = pins;
  if (pin) return { to: 'pin', pinned: !pin.pinned, only: pins.map(({ booking }) => booking) };
  const before = clears.map(({ duty, pinned, booking }) => ({ duty, pinned, override: overrideOf(cell, booking) }));
  return { to: 'hold', places: [...keeps.map(({ duty }) => ({ duty, pinned: false, override: null })), ...before] };
}
