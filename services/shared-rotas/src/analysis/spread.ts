/** How evenly something is shared by people. */
export type Spread = {
  readonly least: number;
  readonly median: number;
  readonly most: number;
  /** Gini's coefficient: 0 where all have the same, near 1 where one has all. */
  readonly gini: number;
};

/** The spread of values; null of none. Rounded to two decimals. */
export function spreadOf(values: readonly number[]): Spread | null {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  if (count === 0) return null;
  const sum = sorted.reduce((total, value) => total + value, 0);
  const weighted = sorted.reduce((total, value, index) => total + (index + 1) * value, 0);
  const gini = sum === 0 ? 0 : (2 * weighted) / (count * sum) - (count + 1) / count;
  const middle = ((sorted[(count - 1) >> 1] as number) + (sorted[count >> 1] as number)) / 2;
  return {
    least: round(sorted[0] as number),
    median: round(middle),
    most: round(sorted[count - 1] as number),
    gini: round(gini),
  };
}

const round = (value: number) => Math.round(value * 100) / 100;
