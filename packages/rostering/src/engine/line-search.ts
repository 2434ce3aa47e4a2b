import type { Instance, Line } from './instance.ts';
import { graphOf } from './line-graph.ts';
import type { LineModel } from './line-model.ts';
import { linePricer } from './price.ts';

/** What one person's cheapest line is asked for. */
export type LineJob = {
  readonly person: number;
  /** [day · codes + code] what working the cell earns. */
  readonly prices: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly fix: Int16Array | null;
  /** [counter] what a unit costs where a row of the master keeps the counter's limits; null when none does. */
  readonly tolls: Float64Array | null;
  /** In: the days outside the window; out: the cheapest line that was found. */
  readonly line: Line;
};

export type LineFound = {
  /** No line is cheaper than this: window cells less prices, soft rules, counters and tolls. */
  readonly bound: number;
  /** False when the line breaks the limit of a counter; the bound holds all the same. */
  readonly keepsRules: boolean;
};

/** Above so many states in all, a counter is kept by prices instead. */
const MOST_STATES = 4_000_000;
const TRIES = 12;

/**
 * The cheapest line of a person. Counters whose limits rarely bind stay out of the state until a line breaks one
 * (decremental state space, Boland et al. 2006; Righini and Salani 2008); one that would make the state too large is
 * kept by a price per unit instead, raised until the line fits.
 */
export function lineSearch(instance: Instance): (job: LineJob) => LineFound | null {
  const price = linePricer();
  const tracked = instance.people.map(({ model }) => firstTracked(model));
  const priced = instance.people.map(({ model }) => new Float64Array(model.counters.length));
  let best: Line = new Int16Array(instance.days);

  return ({ person, prices, from, to, fix, tolls, line }) => {
    const { model } = instance.people[person]!;
    const graph = graphOf(model);
    const own = priced[person]!;
    own.fill(0);
    let bound = Number.NEGATIVE_INFINITY;
    let bestCost = Number.POSITIVE_INFINITY;
    const byRow = (counter: number) => tolls !== null && !Number.isNaN(tolls[counter]!);
    for (let tries = 0; tries < TRIES; tries++) {
      const inState = tracked[person]!.filter((counter) => !byRow(counter));
      const units = Float64Array.from(own, (value, counter) => (byRow(counter) ? tolls![counter]! : value));
      const value = price({
        person: instance.people[person]!,
        prices,
        from,
        to,
        fix,
        tracked: inState,
        tolls: units,
        line,
      });
      if (value === Number.POSITIVE_INFINITY) return null;
      let relaxed = value;
      own.forEach((toll, counter) => {
        relaxed -= toll * graph.greatest[counter]!;
      });
      bound = Math.max(bound, relaxed);
      const sums = sumsOf(model, line);
      let excess = -1;
      let slack = 0;
      for (let counter = 0; counter < sums.length; counter++) {
        if (byRow(counter)) continue;
        const over = sums[counter]! - graph.greatest[counter]!;
        if (over > 0 || sums[counter]! < graph.least[counter]!) excess = counter;
        slack -= own[counter]! * over;
      }
      if (excess < 0) {
        // Without tolls the line's true cost is the value, less what the tolls took for units within the limits.
        const cost = relaxed + slack;
        if (cost < bestCost) {
          bestCost = cost;
          if (best.length !== line.length) best = new Int16Array(line.length);
          best.set(line);
        }
        if (slack < 0.5 || tries > TRIES / 2) break;
      } else if (tries > TRIES / 2 && bestCost < Number.POSITIVE_INFINITY) break;
      if (excess >= 0 && !inState.includes(excess) && fits(model, graph, [...inState, excess], to - from)) {
        tracked[person]!.push(excess);
        own[excess] = 0;
        tries--;
        continue;
      }
      moveTolls(own, sums, graph.greatest, tries);
    }
    if (bestCost === Number.POSITIVE_INFINITY) return { bound, keepsRules: false };
    line.set(best);
    return { bound, keepsRules: true };
  };
}

/** [counter] the sums of a line. */
function sumsOf(model: LineModel, line: Line): Int32Array {
  const sums = Int32Array.from(model.counters, (counter) => counter.start);
  let worked = model.worked[model.start]!;
  for (let day = 0; day < line.length; day++) {
    const cls = model.classOf[line[day]! + 1]!;
    const at = (model.kindOf[day]! * 2 + worked) * model.classes + cls;
    for (let c = 0; c < sums.length; c++) sums[c] = sums[c]! + model.counters[c]!.add[at]!;
    worked = line[day]! < 0 ? 0 : 1;
  }
  return sums;
}

/** Counters that cost or that ask for a least sum are part of the state from the beginning. */
function firstTracked(model: LineModel): number[] {
  const graph = graphOf(model);
  return model.counters.flatMap((counter, at) =>
    graph.least[at]! > counter.start || counter.cost.some((cost) => cost > 0 && Number.isFinite(cost)) ? [at] : [],
  );
}

function fits(model: LineModel, graph: ReturnType<typeof graphOf>, counters: readonly number[], days: number): boolean {
  let states = model.states * days;
  for (const counter of counters) {
    states *= Math.min(graph.greatest[counter]!, graph.mostADay[counter]! * days) + 1;
  }
  return states <= MOST_STATES;
}

/** A step of subgradient ascent on the limits that are kept by prices. */
function moveTolls(own: Float64Array, sums: Int32Array, greatest: Int32Array, tries: number): void {
  for (let counter = 0; counter < own.length; counter++) {
    const over = sums[counter]! - greatest[counter]!;
    if (over > 0) own[counter] = own[counter]! + (2 + 1.5 * Math.min(6, over)) * (1 + 0.3 * tries);
    else if (own[counter]! > 0)
      own[counter] = Math.max(0, own[counter]! - (2 + Math.min(4, -over)) / (1 + 0.5 * tries));
  }
}
