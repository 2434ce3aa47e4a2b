import type { Instance, Line } from './instance.ts';

/** [day · codes + code] what the rows' prices make of a cell on the days [from, to). */
export function cellPrices(
  { cellStart, cellRows, codes }: Instance,
  rowPrices: Float64Array,
  from: number,
  to: number,
  into: Float64Array,
): void {
  for (let cell = from * codes.length; cell < to * codes.length; cell++) {
    let price = 0;
    for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) price += rowPrices[cellRows[k]!]!;
    into[cell] = price;
  }
}

/** What a line's cells earn at these prices on the days [from, to). */
export function earned(
  { cellStart, cellRows, codes }: Instance,
  line: Line,
  rowPrices: Float64Array,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let day = from; day < to; day++) {
    if (line[day]! < 0) continue;
    const cell = day * codes.length + line[day]!;
    for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) sum += rowPrices[cellRows[k]!]!;
  }
  return sum;
}
