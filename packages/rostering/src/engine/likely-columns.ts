import { earned } from './cell-prices.ts';
import type { ColumnPool } from './columns.ts';
import type { Instance, Line } from './instance.ts';
import type { Master, Part } from './master.ts';

const POOL_COLUMNS = 50;

/** The lines of the part as they stand, and those of the pool that differ from them within its days only, the likely ones. */
export function addLikely(
  instance: Instance,
  master: Master,
  pool: ColumnPool,
  lines: readonly Line[],
  prices: Float64Array,
): void {
  const { part } = master;
  for (const person of part.people) {
    const own = pool.add(person, lines[person]!);
    if (own) master.add(own.column);
    const likely = pool
      .of(person)
      .filter((column) => column !== own?.column && isSameOutside(column.line, lines[person]!, part))
      .map((column) => ({ column, cost: column.cost - earned(instance, column.line, prices, part.from, part.to) }))
      .sort((a, b) => a.cost - b.cost);
    for (const { column } of likely.slice(0, POOL_COLUMNS)) master.add(column);
  }
}

function isSameOutside(one: Line, other: Line, { from, to }: Part): boolean {
  for (let day = 0; day < from; day++) if (one[day] !== other[day]) return false;
  for (let day = to; day < one.length; day++) if (one[day] !== other[day]) return false;
  return true;
}
