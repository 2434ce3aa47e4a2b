import { DutyId } from '@weft/contracts';
import { type Rejection, type Rows, reject } from '@weft/eventing';
import { z } from 'zod';
import { presentIdOf } from '../facts/workforce-facts.ts';
import { cellKey } from './copy.ts';
import { Cell } from './events.ts';
import type { Target } from './plan.ts';

/** Cells of one edit, at most. */
export const MOST_CELLS = 2000;
/** Duties of one person on one day, at most. */
const MOST_DUTIES = 10;

/** What is to become of one person on one local day of the rota. */
export const CellEdit = Cell.extend({
  set: z.union([
    /**
     * An open duty of this code, in any case; what else of the rota the person holds on that day is cleared. `extra`:
     * one more duty like those of the code is opened when all of them are filled.
     */
    z.strictObject({ code: z.string().trim().min(1).max(20), extra: z.boolean().default(false) }),
    /** Exactly this duty. */
    z.strictObject({ duty: DutyId }),
    /** Exactly these duties. */
    z.strictObject({ duties: z.array(DutyId).min(1).max(MOST_DUTIES) }),
    /** Nothing of this rota. */
    z.strictObject({ clear: z.literal(true) }),
    z.strictObject({ pin: z.boolean() }),
  ]),
});
export type CellEdit = z.infer<typeof CellEdit>;

export const CellEdits = z.array(CellEdit).min(1).max(MOST_CELLS);

/** A cell as it was asked for, and as it is planned. `refused`: why it is not planned at all. */
export type AskedCell = { readonly cell: CellEdit; readonly target: Target; readonly refused: Rejection | null };

const holding = (duties: readonly string[]): Target['wish'] => ({
  to: 'hold',
  places: duties.map((duty) => ({ duty, pinned: false, override: null })),
});

function wishOf(set: CellEdit['set']): Target['wish'] {
  if ('code' in set) return { to: 'code', code: set.code, extra: set.extra };
  if ('duty' in set) return holding([set.duty]);
  if ('duties' in set) return holding(set.duties);
  return 'pin' in set ? { to: 'pin', pinned: set.pin, only: null } : { to: 'hold', places: [] };
}

/** The cells of an edit under the ids that people go by now. A cell that is named twice is refused the second time. */
export function askedCells(rows: Rows, cells: readonly CellEdit[]): AskedCell[] {
  const seen = new Set<string>();
  return cells.map((cell, index) => {
    const person = presentIdOf(rows, cell.person);
    const key = cellKey(person, cell.date);
    const isTwice = seen.has(key);
    seen.add(key);
    const refused = isTwice ? reject('cell-twice', 'This cell is named twice in one edit. Name it once.') : null;
    return { cell, target: { person, date: cell.date, index, wish: wishOf(cell.set) }, refused };
  });
}
