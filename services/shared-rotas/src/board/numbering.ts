/** Gives each distinct value a number from 0 on, in the order in which they come. */
export type Numbering<Value> = {
  of(value: Value): number;
  /** The values, each at its number. */
  all(): Value[];
};

export function numbering<Value>(first: Iterable<Value> = []): Numbering<Value> {
  const numbers = new Map<Value, number>();
  function of(value: Value): number {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, numbers.size);
    return numbers.size - 1;
  }
  for (const value of first) of(value);
  return { of, all: () => [...numbers.keys()] };
}
