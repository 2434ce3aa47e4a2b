import { PersonId } from '@weft/contracts';
import type { Copy } from './copy.ts';
import type { Cell, Step } from './events.ts';
import type { PlannedCell, Target } from './plan.ts';

export const cellOf = ({ person, date }: Pick<Target, 'person' | 'date'>): Cell => ({
  person: PersonId.parse(person),
  date,
});

/** Whether something is done in a cell. */
export const isChanged = ({ clears, fills, pins }: PlannedCell): boolean =>
  clears.length + fills.length + pins.length > 0;

type Of<Do extends Step['do']> = Extract<Step, { do: Do }>;

/**
 * The steps by which planned cells come about: duties that are opened first, then what is given up, then what is taken.
 * Where a duty has no place free, each place that is taken there is one that another cell gives up.
 */
export function stepsOf(cells: readonly PlannedCell[], copy: Pick<Copy, 'duty'>): Step[] {
  const changed = cells.filter(isChanged);
  const opens: Step[] = changed.flatMap(({ fills }) =>
    fills.flatMap(({ duty, like }) => (like ? [{ do: 'open' as const, duty: duty.duty, like: like.duty }] : [])),
  );
  const steps: Step[] = [...opens];
  const keeping: Step[] = [];
  const pinning: Step[] = [];
  /** Steps that give a place of a duty up, until somebody takes it. */
  const given = new Map<string, number[]>();
  const cleared = new Map<PlannedCell, number[]>();
  for (const cell of changed) {
    const own = cellOf(cell.target);
    const numbers: number[] = [];
    for (const { duty, booking, pinned } of cell.clears) {
      numbers.push(steps.length);
      given.set(duty.duty, [...(given.get(duty.duty) ?? []), steps.length]);
      steps.push({ do: 'clear', ...own, duty: duty.duty, booking: booking as Of<'clear'>['booking'], pinned });
    }
    cleared.set(cell, numbers);
    if (cell.pins.length === 0)
      for (const { duty, booking } of cell.keeps)
        keeping.push({ do: 'keep', ...own, duty: duty.duty, booking: booking as Of<'keep'>['booking'] });
    for (const { duty, booking, pinned } of cell.pins)
      pinning.push({ do: 'pin', ...own, duty: duty.duty, booking: booking as Of<'pin'>['booking'], pinned: !pinned });
  }
  const room = new Map<string, number>();
  const fills: { cell: PlannedCell; fill: Of<'fill'> }[] = [];
  const taken = new Set<number>();
  for (const cell of changed)
    for (const { duty, pinned, override, like } of cell.fills) {
      const state = copy.duty(duty.duty);
      const free = room.get(duty.duty) ?? (like || !state ? duty.count : duty.count - state.filled.length);
      room.set(duty.duty, free - 1);
      const takes = free > 0 ? null : (given.get(duty.duty)?.shift() ?? null);
      if (takes !== null) taken.add(takes);
      const own = cellOf(cell.target);
      fills.push({ cell, fill: { do: 'fill', ...own, duty: duty.duty, pinned, takes, leaves: null, override } });
    }
  const left = new Set<number>();
  for (const { cell, fill } of fills) {
    const leaves = cleared.get(cell)?.find((number) => !taken.has(number) && !left.has(number)) ?? null;
    if (leaves !== null) left.add(leaves);
    steps.push({ ...fill, leaves });
  }
  return [...steps, ...pinning, ...keeping];
}
