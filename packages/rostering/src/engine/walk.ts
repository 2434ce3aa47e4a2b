import type { Line } from './instance.ts';
import type { LineModel } from './line-model.ts';
import type { Quota } from './price.ts';

/** Where a stretch of days leads: the state, what its soft rules cost, and what it adds to each counter. */
export type Walked = { readonly state: number; readonly cost: number; readonly sums: Int32Array };

/** Where the days [from, to) of a line lead from a state; null where a hard rule stops them. */
export function walk(model: LineModel, line: Line, from: number, to: number, start: number): Walked | null {
  const sums =
    from === 0 ? Int32Array.from(model.counters, (each) => each.start) : new Int32Array(model.counters.length);
  let state = start;
  let cost = 0;
  for (let day = from; day < to; day++) {
    const kind = model.kindOf[day]!;
    const cls = model.classOf[line[day]! + 1]!;
    const at = (kind * model.states + state) * model.classes + cls;
    if (model.next[at]! < 0) return null;
    cost += model.cost[at]!;
    for (let c = 0; c < sums.length; c++) {
      sums[c] = sums[c]! + model.counters[c]!.add[(kind * 2 + model.worked[state]!) * model.classes + cls]!;
    }
    state = model.next[at]!;
  }
  return { state, cost, sums };
}

/** [state] what the days from `to` on lead to when the window ends in that state. */
export function suffixes(model: LineModel, line: Line, to: number): readonly (Walked | null)[] {
  return Array.from({ length: model.states }, (_, state) => {
    const walked =
      to === line.length
        ? { state, cost: 0, sums: new Int32Array(model.counters.length) }
        : walk(model, line, to, line.length, state);
    return walked && { ...walked, cost: walked.cost + model.finish[walked.state]! };
  });
}

/** The least that the inner sum must come to within the window, so that its counter can end in what is allowed. */
export function leastNeeded(
  { least }: Quota,
  suffix: readonly (Walked | null)[],
  before: Int32Array,
  counter: number,
): number {
  let most = 0;
  for (const after of suffix) if (after) most = Math.max(most, after.sums[counter]!);
  return least[counter]! - before[counter]! - most;
}

/** [state] an end of which nothing more is asked. */
export function openEnds(model: LineModel): readonly Walked[] {
  return Array.from({ length: model.states }, (_, state) => ({
    state,
    cost: 0,
    sums: new Int32Array(model.counters.length),
  }));
}
