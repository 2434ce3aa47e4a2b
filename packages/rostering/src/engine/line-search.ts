import type { Instance, Line } from './instance.ts';
import { graphOf, type LineGraph } from './line-graph.ts';
import type { LineModel } from './line-model.ts';
import { linePricer, type Quota } from './price.ts';

/** What one person's cheapest line is asked for. */
export type LineJob = {
  readonly person: number;
  /** [day · codes + code] what working the cell earns. */
  readonly prices: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly fix: Int16Array | null;
  /** Lines that cost this or more are of no interest; Infinity when all are. */
  readonly ceiling: number;
  /** As in `PriceJob`; null for a line that is whole. */
  readonly quota: Quota | null;
  /** In: the days outside the window; out: the cheapest line that was found. */
  readonly line: Line;
};

export type LineFound = {
  /** No line is cheaper than this: window cells less prices, soft rules and counters. */
  readonly bound: number;
  /** False when no line below the ceiling that keeps every rule was found; the bound holds all the same. */
  readonly keepsRules: boolean;
};

/** Above so many states in all, a counter is kept by prices instead. */
const MOST_STATES = 30_000_000;
const TRIES = 12;
/** A line is taken where the tolls hide no more than this share of what it gains. */
const NEAR_ENOUGH = 0.3;
const MOST_IDLE = 8;

/**
 * The cheapest line of a person. Counters whose limits rarely bind stay out of the state until a line breaks one
 * (decremental state space, Boland et al. 2006; Righini and Salani 2008); one that would make the state too large is
 * kept by a price per unit instead, raised until the line fits.
 */
export function lineSearch(instance: Instance): (job: LineJob) => LineFound | null {
  const price = linePricer();
  const tracked = instance.people.map(({ model }) => firstTracked(model));
  const priced = instance.people.map(({ model }) => new Float64Array(model.counters.length));
  const best: Line = new Int16Array(instance.days);

  return ({ person, prices, from, to, fix, ceiling, quota, line }) => {
    const { model } = instance.people[person]!;
    const graph = graphOf(model);
    const allowed = quota ?? graph;
    const own = priced[person]!;
    // Prices move little from one round to the next, and so do the tolls that they ask for.
    if (from > 0 || to < instance.days) own.fill(0);
    const inState = tracked[person]!;
    forgetIdle(inState);
    const inNumbers = () => inState.map(({ counter }) => counter);
    while (inState.at(-1)?.stays === false && !fits(model, graph, allowed, inNumbers(), to - from)) inState.pop();
    let bound = Number.NEGATIVE_INFINITY;
    let bestCost = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < TRIES; tries++) {
      const limits = own.reduce((sum, toll, counter) => sum + toll * allowed.greatest[counter]!, 0);
      const relaxed =
        price({
          person: instance.people[person]!,
          prices,
          from,
          to,
          fix,
          tracked: inNumbers(),
          tolls: own,
          ceiling: ceiling + limits,
          quota,
          line,
        }) - limits;
      if (relaxed === Number.POSITIVE_INFINITY) return null;
      bound = Math.max(bound, Math.min(relaxed, ceiling));
      if (relaxed >= ceiling) break;
      const sums = sumsOf(model, line);
      let excess = -1;
      let slack = 0;
      for (let counter = 0; counter < sums.length; counter++) {
        const over = sums[counter]! - allowed.greatest[counter]!;
        if (over > 0 || sums[counter]! < allowed.least[counter]!) excess = counter;
        slack -= own[counter]! * over;
      }
      if (excess < 0) {
        // Without tolls the line's true cost is the value, less what the tolls took for units within the limits.
        const cost = relaxed + slack;
        if (cost < bestCost) {
          bestCost = cost;
          best.set(line);
        }
        if (slack < Math.max(0.5, NEAR_ENOUGH * (ceiling - cost)) || tries > TRIES / 2) {
          countIdle(inState, sums, allowed.greatest);
          break;
        }
      } else if (tries > TRIES / 2 && bestCost < Number.POSITIVE_INFINITY) break;
      if (excess >= 0 && !inState.some(({ counter }) => counter === excess)) {
        if (fits(model, graph, allowed, [...inNumbers(), excess], to - from)) {
          inState.push({ counter: excess, idle: 0, stays: false });
          own[excess] = 0;
          tries--;
          continue;
        }
      }
      moveTolls(own, sums, allowed.greatest, tries);
    }
    if (bestCost >= ceiling) return { bound, keepsRules: false };
    line.set(best);
    return { bound, keepsRules: true };
  };
}

/** A counter in the state, and for how many lines in a row it has not come to its limit. */
type Tracked = { readonly counter: number; idle: number; readonly stays: boolean };

function countIdle(inState: readonly Tracked[], sums: Int32Array, greatest: Int32Array): void {
  for (const each of inState) each.idle = sums[each.counter]! < greatest[each.counter]! ? each.idle + 1 : 0;
}

/** A counter that has not mattered for a while leaves the state. */
function forgetIdle(inState: Tracked[]): void {
  for (let at = inState.length - 1; at >= 0; at--) {
    if (!inState[at]!.stays && inState[at]!.idle > MOST_IDLE) inState.splice(at, 1);
  }
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
function firstTracked(model: LineModel): Tracked[] {
  const graph = graphOf(model);
  return model.counters.flatMap((counter, at) =>
    graph.least[at]! > counter.start || counter.cost.some((cost) => cost > 0 && Number.isFinite(cost))
      ? [{ counter: at, idle: 0, stays: true }]
      : [],
  );
}

function fits(
  model: LineModel,
  { mostADay }: LineGraph,
  { greatest }: Quota,
  counters: readonly number[],
  days: number,
): boolean {
  let states = model.states * days;
  for (const counter of counters) {
    states *= Math.min(greatest[counter]!, mostADay[counter]! * days) + 1;
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
