import type { LineGraph } from './line-graph.ts';
import type { LineModel } from './line-model.ts';
import type { Walked } from './walk.ts';

/** What the programme of the longest sum alone works on. */
export type Leftover = {
  readonly model: LineModel;
  readonly graph: LineGraph;
  readonly from: number;
  readonly days: number;
  readonly best: Float64Array;
  readonly suffix: readonly (Walked | null)[];
  readonly innerCounter: number;
  readonly inner: number;
  readonly before: Int32Array;
  readonly tolls: Float64Array;
  readonly left: Float64Array;
  readonly costAt: (counter: number, sum: number) => number;
};

/** [(days gone · states + state) · inner + inner sum] the least that is left to pay, all other counters left out. */
export function leastCosts(job: Leftover): void {
  const { model, graph, from, days, best, suffix, innerCounter, inner, before, tolls, left, costAt } = job;
  const layer = model.states * inner;
  for (let state = 0; state < model.states; state++) {
    const after = suffix[state];
    for (let i = 0; i < inner; i++) {
      left[days * layer + state * inner + i] = !after
        ? Number.POSITIVE_INFINITY
        : innerCounter < 0
          ? after.cost
          : after.cost + costAt(innerCounter, before[innerCounter]! + i + after.sums[innerCounter]!);
    }
  }
  for (let at = days - 1; at >= 0; at--) {
    const kind = model.kindOf[from + at]!;
    left.fill(Number.POSITIVE_INFINITY, at * layer, (at + 1) * layer);
    for (let state = 0; state < model.states; state++) {
      const list = graph.steps[kind]![state]!;
      const listCosts = graph.costs[kind]![state]!;
      const addRow = (kind * 2 + model.worked[state]!) * model.classes;
      const here = at * layer + state * inner;
      for (let step = 0; step < listCosts.length; step++) {
        const cls = list[2 * step]!;
        let cost = best[at * model.classes + cls]! + listCosts[step]!;
        if (cost === Number.POSITIVE_INFINITY) continue;
        for (let c = 0; c < tolls.length; c++) {
          if (tolls[c] !== 0) cost += tolls[c]! * model.counters[c]!.add[addRow + cls]!;
        }
        const add = innerCounter < 0 ? 0 : model.counters[innerCounter]!.add[addRow + cls]!;
        const there = (at + 1) * layer + list[2 * step + 1]! * inner + add;
        for (let i = 0; i < inner - add; i++) {
          const value = left[there + i]! + cost;
          if (value < left[here + i]!) left[here + i] = value;
        }
      }
    }
  }
}

/** Takes out what cannot end below the ceiling, and draws the reached sums closer. */
export function endHopeless(
  values: Float64Array,
  left: Float64Array,
  leftAt: number,
  ceiling: number,
  lo: Int32Array,
  hi: Int32Array,
  outer: number,
  inner: number,
): void {
  for (let slot = 0; slot < lo.length; slot++) {
    if (hi[slot]! < lo[slot]!) continue;
    const rest = leftAt + Math.floor(slot / outer) * inner;
    const row = slot * inner;
    let low = inner;
    let high = -1;
    for (let i = lo[slot]!; i <= hi[slot]!; i++) {
      if (values[row + i]! + left[rest + i]! >= ceiling) {
        values[row + i] = Number.POSITIVE_INFINITY;
        continue;
      }
      if (low === inner) low = i;
      high = i;
    }
    lo[slot] = low;
    hi[slot] = high;
  }
}
