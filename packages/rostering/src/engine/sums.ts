import type { LineModel } from './line-model.ts';

/** A tracked counter, and how many sums of it there are within the window. */
export type Dim = { readonly counter: number; readonly size: number };

/** By how much a step moves the index of the outer sums. */
export function outerOffset(model: LineModel, dims: readonly Dim[], addAt: number): number {
  let offset = 0;
  for (const { counter, size } of dims) offset = offset * size + model.counters[counter]!.add[addAt]!;
  return offset;
}

/** [(kind · 2 + worked) · classes + class][outer index] the index after the step, −1 where a sum grows too large. */
export function outerMapsOf(model: LineModel, dims: readonly Dim[], outer: number): readonly Int32Array[] {
  if (dims.length === 0) return [];
  const made = new Map<string, Int32Array>();
  const length = model.counters[dims[0]!.counter]!.add.length;
  return Array.from({ length }, (_, addAt) => {
    const adds = dims.map(({ counter }) => model.counters[counter]!.add[addAt]!);
    const key = adds.join();
    let map = made.get(key);
    if (!map) {
      map = Int32Array.from({ length: outer }, (_, index) => {
        let rest = index;
        for (let d = dims.length - 1; d >= 0; d--) {
          const sum = rest % dims[d]!.size;
          if (sum + adds[d]! >= dims[d]!.size) return -1;
          rest = (rest - sum) / dims[d]!.size;
        }
        return index + outerOffset(model, dims, addAt);
      });
      made.set(key, map);
    }
    return map;
  });
}
