import type { Tables } from './tables.ts';

/** A line without an item; a copy. */
export function without(line: readonly number[], item: number): number[] {
  return item < 0 ? line.slice() : line.filter((each) => each !== item);
}

/** Puts an item into its place by start. */
export function insert(t: Tables, line: number[], item: number): void {
  let at = line.length;
  while (
    at > 0 &&
    (t.start[line[at - 1]!]! > t.start[item]! || (t.start[line[at - 1]!]! === t.start[item]! && line[at - 1]! > item))
  )
    at--;
  line.splice(at, 0, item);
}
