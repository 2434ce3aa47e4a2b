import type { BookingId } from '@weft/contracts';
import { bookingIdOf } from '../filling/wanted.ts';
import { cellKey } from './copy.ts';
import type { Cell, Run, Step } from './events.ts';

type Of<Do extends Step['do']> = Extract<Step, { do: Do }>;

/** A place that a run gives somebody, and the booking that it makes of their time. */
export type FillStep = Of<'fill'> & { readonly booking: BookingId };

/** One cell of a run with its steps. */
export type RunCell = {
  readonly cell: Cell;
  readonly clears: readonly Of<'clear'>[];
  readonly fills: readonly FillStep[];
  readonly keeps: readonly Of<'keep'>[];
  readonly pins: readonly Of<'pin'>[];
};

export const keyOf = ({ person, date }: Cell): string => cellKey(person, date);

/** The cells of a run, in the order in which they come. */
export function cellsOf({ edit, steps }: Pick<Run, 'edit' | 'steps'>): RunCell[] {
  type Growing = { -readonly [Field in keyof RunCell]: RunCell[Field] extends readonly (infer Item)[] ? Item[] : Cell };
  const cells = new Map<string, Growing>();
  const cellFor = (step: Cell) => {
    const key = keyOf(step);
    const { person, date } = step;
    const cell: Growing = cells.get(key) ?? { cell: { person, date }, clears: [], fills: [], keeps: [], pins: [] };
    cells.set(key, cell);
    return cell;
  };
  for (const step of steps)
    switch (step.do) {
      case 'clear':
        cellFor(step).clears.push(step);
        break;
      case 'fill':
        cellFor(step).fills.push({ ...step, booking: bookingIdOf({ commandId: edit }, step) });
        break;
      case 'keep':
        cellFor(step).keeps.push(step);
        break;
      case 'pin':
        cellFor(step).pins.push(step);
        break;
      case 'open':
      case 'withdraw':
        break;
      default:
        step satisfies never;
    }
  return [...cells.values()];
}
