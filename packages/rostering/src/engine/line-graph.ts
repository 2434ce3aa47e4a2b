import type { LineModel } from './line-model.ts';

/** The steps of a model, listed for the dynamic programme; made once for each model. */
export type LineGraph = {
  /** [kind][state] its allowed steps, flat: class, next state, class, next state, … */
  readonly steps: readonly (readonly Int32Array[])[];
  /** [kind][state] the soft cost of each step, in the same order. */
  readonly costs: readonly (readonly Float64Array[])[];
  /** [counter] the most that one day can add. */
  readonly mostADay: Int32Array;
  /** [counter] sums between these, both included, are allowed. */
  readonly least: Int32Array;
  readonly greatest: Int32Array;
};

const graphs = new WeakMap<LineModel, LineGraph>();

export function graphOf(model: LineModel): LineGraph {
  const known = graphs.get(model);
  if (known) return known;
  const kinds = model.next.length / (model.states * model.classes);
  const steps: Int32Array[][] = [];
  const costs: Float64Array[][] = [];
  for (let kind = 0; kind < kinds; kind++) {
    const ofStates: Int32Array[] = [];
    const costsOfStates: Float64Array[] = [];
    for (let state = 0; state < model.states; state++) {
      const list: number[] = [];
      const cost: number[] = [];
      for (let cls = 0; cls < model.classes; cls++) {
        const at = (kind * model.states + state) * model.classes + cls;
        if (model.next[at]! < 0) continue;
        list.push(cls, model.next[at]!);
        cost.push(model.cost[at]!);
      }
      ofStates.push(Int32Array.from(list));
      costsOfStates.push(Float64Array.from(cost));
    }
    steps.push(ofStates);
    costs.push(costsOfStates);
  }
  const graph = {
    steps,
    costs,
    mostADay: Int32Array.from(model.counters, (counter) => counter.add.reduce((most, each) => Math.max(most, each), 0)),
    least: Int32Array.from(model.counters, (counter) => counter.cost.findIndex(Number.isFinite)),
    greatest: Int32Array.from(model.counters, (counter) => counter.cost.findLastIndex(Number.isFinite)),
  };
  graphs.set(model, graph);
  return graph;
}
