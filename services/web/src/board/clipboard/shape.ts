import { type At, type Block, columnsOf, isSingle, rowsOf } from '../selection.ts';

/** Where each pasted text goes, or why the block does not fit. */
export type Fit =
  | {
      readonly ok: true;
      readonly texts: readonly { readonly at: At; readonly text: string }[];
      readonly outside: number;
    }
  | { readonly ok: false; readonly because: string };

type Rows = readonly (readonly string[])[];

const sized = (rows: number, columns: number) =>
  `${rows} ${rows === 1 ? 'row' : 'rows'} × ${columns} ${columns === 1 ? 'day' : 'days'}`;

/**
 * Lays a block on what is selected: one text fills it all, a block on one cell grows from there, an exact multiple
 * repeats; anything else is refused with both sizes. `outside` counts texts that would fall over the grid's edge.
 */
export function fitOf(block: Rows, selected: Block, size: { readonly rows: number; readonly columns: number }): Fit {
  const [high, wide] = [block.length, block[0]?.length ?? 0];
  if (high === 0 || wide === 0) return { ok: false, because: 'Nothing is on the clipboard.' };
  const [rows, columns] = isSingle(selected) ? [high, wide] : [rowsOf(selected), columnsOf(selected)];
  if (rows % high !== 0 || columns % wide !== 0)
    return {
      ok: false,
      because: `What was copied has ${sized(high, wide)}, what is selected ${sized(rows, columns)}. Select one cell, or as many as fit.`,
    };
  const texts: { at: At; text: string }[] = [];
  let outside = 0;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const at = { row: selected.top + y, column: selected.left + x };
      const text = block[y % high]?.[x % wide] ?? '';
      if (at.row < size.rows && at.column < size.columns) texts.push({ at, text });
      else if (text !== '') outside++;
    }
  return { ok: true, texts, outside };
}
