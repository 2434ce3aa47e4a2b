import { endHopeless, leastCosts } from './completion.ts';
import { type Line, type LinePerson, OFF } from './instance.ts';
import { graphOf } from './line-graph.ts';
import { outerMapsOf, outerOffset } from './sums.ts';
import { leastNeeded, openEnds, suffixes, walk } from './walk.ts';

/** Says of a day that it is not fixed. */
export const FREE = -2;

export type PriceJob = {
  readonly person: LinePerson;
  /** [day · codes + code] what working the cell earns, taken off its cost. */
  readonly prices: Float64Array;
  /** Days [from, to) are chosen; the others stay as they are in `line`. */
  readonly from: number;
  readonly to: number;
  /** [day] a code or OFF that the day must have, or FREE; null when nothing is fixed. */
  readonly fix: Int16Array | null;
  /** Counters that are part of the state, by index; the limits of the others are left out. */
  readonly tracked: readonly number[];
  /** [counter] what a unit costs, for counters that are not tracked. */
  readonly tolls: Float64Array;
  /** Lines that cost this or more are of no interest; Infinity when all are. */
  readonly ceiling: number;
  /** Where the line is built piece by piece: nothing is known of the days after `to`, and sums at `to` lie within these. */
  readonly quota: Quota | null;
  /** In: the days outside the window. Out: the cheapest line below the ceiling. */
  readonly line: Line;
};

/** [counter] the least and the greatest sums that are allowed at a day within the line. */
export type Quota = { readonly least: Int32Array; readonly greatest: Int32Array };

/** Bytes of one array of the dynamic programme are never more than this times eight. */
const MOST_CELLS = 400_000_000;
const MOST_LEFT = 4_000_000;

/**
 * The cheapest line of one person: a shortest path over days, states of the model and sums of the tracked counters. Exact.
 * Gives the cost of the window's cells less their prices, plus the whole line's soft rules, tracked counters and tolls;
 * Infinity when no line keeps the rules, and at least the ceiling when none costs less. The dynamic programme of Burke
 * and Curtois (2014), for any model; where several sums are tracked, what is left to pay at least, by a programme of
 * the longest sum alone, ends paths that cannot come below the ceiling (completion bounds).
 */
export function linePricer(): (job: PriceJob) => number {
  let now = new Float64Array(0);
  let then = new Float64Array(0);
  let back = new Uint16Array(0);
  let left = new Float64Array(0);

  return (job) => {
    const { person, prices, from, to, fix, tracked, tolls, ceiling, quota, line } = job;
    const { model } = person;
    const graph = graphOf(model);
    const codes = person.cellCost.length / line.length;
    const days = to - from;
    const prefix = walk(model, line, 0, from, model.start);
    if (prefix === null) return Number.POSITIVE_INFINITY;
    const suffix = quota ? openEnds(model) : suffixes(model, line, to);
    const allowed = quota ?? graph;
    const costAt = (counter: number, sum: number) =>
      quota === null
        ? (model.counters[counter]!.cost[sum] ?? Number.POSITIVE_INFINITY)
        : sum < quota.least[counter]! || sum > quota.greatest[counter]!
          ? Number.POSITIVE_INFINITY
          : 0;

    // The tracked sums, counted from the beginning of the window; the longest dimension lies innermost.
    const dims = tracked.map((counter) => ({
      counter,
      size: Math.min(allowed.greatest[counter]! - prefix.sums[counter]!, graph.mostADay[counter]! * days) + 1,
    }));
    if (dims.some(({ size }) => size < 1)) return Number.POSITIVE_INFINITY;
    dims.sort((a, b) => b.size - a.size || a.counter - b.counter);
    const inner = dims[0]?.size ?? 1;
    const innerCounter = dims[0]?.counter ?? -1;
    const outerDims = dims.slice(1);
    const outer = outerDims.reduce((product, { size }) => product * size, 1);
    const width = inner * outer;
    const cells = model.states * width;
    if (cells * (days + 1) > MOST_CELLS) throw new RangeError(`A line of ${cells} states a day is too large to price.`);
    if (now.length < cells) {
      now = new Float64Array(cells);
      then = new Float64Array(cells);
    }
    if (back.length < cells * days) back = new Uint16Array(cells * days);
    const outerMaps = outerMapsOf(model, outerDims, outer);

    // Reached sums of the inner counter, [state · outer + outer sum], from lo to hi; hi < lo: not reached.
    const slots = model.states * outer;
    let lo = new Int32Array(slots).fill(inner);
    let hi = new Int32Array(slots).fill(-1);
    let nextLo = new Int32Array(slots);
    let nextHi = new Int32Array(slots);
    const first = prefix.state * outer;
    now.fill(Number.POSITIVE_INFINITY, prefix.state * width, (prefix.state + 1) * width);
    now[prefix.state * width] = prefix.cost;
    lo[first] = 0;
    hi[first] = 0;

    const best = new Float64Array(model.classes * days);
    const arg = new Int16Array(model.classes * days);
    for (let at = 0; at < days; at++)
      cheapestOfClasses(person, prices, from + at, codes, fix, best, arg, at * model.classes);
    const leastLeft = innerCounter < 0 ? 0 : leastNeeded(allowed, suffix, prefix.sums, innerCounter);
    const innerMost = innerCounter < 0 ? 0 : graph.mostADay[innerCounter]!;
    const layer = model.states * inner;
    const isBounded = outer > 1 && ceiling < Number.POSITIVE_INFINITY && layer * (days + 1) <= MOST_LEFT;
    if (isBounded) {
      if (left.length < layer * (days + 1)) left = new Float64Array(layer * (days + 1));
      leastCosts({
        model,
        graph,
        from,
        days,
        best,
        suffix,
        innerCounter,
        inner,
        before: prefix.sums,
        tolls,
        left,
        costAt,
      });
      const least = prefix.cost + left[prefix.state * inner]!;
      if (least >= ceiling) return least;
    }

    for (let at = 0; at < days; at++) {
      const day = from + at;
      const kind = model.kindOf[day]!;
      const bestAt = at * model.classes;
      nextLo.fill(inner);
      nextHi.fill(-1);
      const backAt = at * cells;
      const floor = leastLeft - innerMost * (days - at - 1);
      const steps = graph.steps[kind]!;
      const costs = graph.costs[kind]!;
      for (let state = 0; state < model.states; state++) {
        const list = steps[state]!;
        const listCosts = costs[state]!;
        const worked = model.worked[state]!;
        const addRow = (kind * 2 + worked) * model.classes;
        for (let o = 0; o < outer; o++) {
          const slot = state * outer + o;
          const low = lo[slot]!;
          const high = hi[slot]!;
          if (high < low) continue;
          const source = slot * inner;
          for (let step = 0; step < listCosts.length; step++) {
            const cls = list[2 * step]!;
            const cheapest = best[bestAt + cls]!;
            if (cheapest === Number.POSITIVE_INFINITY) continue;
            const to = list[2 * step + 1]!;
            const toOuter = outerDims.length === 0 ? 0 : outerMaps[addRow + cls]![o]!;
            if (toOuter < 0) continue;
            const add = innerCounter < 0 ? 0 : model.counters[innerCounter]!.add[addRow + cls]!;
            let cost = cheapest + listCosts[step]!;
            for (let c = 0; c < tolls.length; c++) {
              if (tolls[c] !== 0) cost += tolls[c]! * model.counters[c]!.add[addRow + cls]!;
            }
            const begin = Math.max(low, floor - add);
            const end = Math.min(high, inner - 1 - add);
            if (begin > end) continue;
            const target = to * outer + toOuter;
            const toLow = nextLo[target]!;
            const toHigh = nextHi[target]!;
            const offset = target * inner + add;
            const tag = state * model.classes + cls;
            if (toHigh < toLow) {
              then.fill(Number.POSITIVE_INFINITY, target * inner, target * inner + inner);
              nextLo[target] = begin + add;
              nextHi[target] = end + add;
            } else {
              if (begin + add < toLow) nextLo[target] = begin + add;
              if (end + add > toHigh) nextHi[target] = end + add;
            }
            for (let i = begin; i <= end; i++) {
              const value = now[source + i]! + cost;
              if (value < then[offset + i]!) {
                then[offset + i] = value;
                back[backAt + offset + i] = tag;
              }
            }
          }
        }
      }
      if (isBounded) endHopeless(then, left, (at + 1) * layer, ceiling, nextLo, nextHi, outer, inner);
      [now, then] = [then, now];
      [lo, nextLo] = [nextLo, lo];
      [hi, nextHi] = [nextHi, hi];
    }

    // The cheapest end, with the suffix as it stands.
    let found = ceiling;
    let foundState = -1;
    let foundOuter = 0;
    let foundInner = 0;
    const sums = new Int32Array(tracked.length);
    for (let state = 0; state < model.states; state++) {
      const after = suffix[state];
      if (after === null || after === undefined) continue;
      for (let o = 0; o < outer; o++) {
        const slot = state * outer + o;
        if (hi[slot]! < lo[slot]!) continue;
        let rest = o;
        let fixed = after.cost;
        for (let d = outerDims.length - 1; d >= 0; d--) {
          const { counter, size } = outerDims[d]!;
          sums[d] = rest % size;
          rest = (rest - sums[d]!) / size;
          fixed += costAt(counter, prefix.sums[counter]! + sums[d]! + after.sums[counter]!);
        }
        if (fixed === Number.POSITIVE_INFINITY) continue;
        for (let i = lo[slot]!; i <= hi[slot]!; i++) {
          let value = now[slot * inner + i]! + fixed;
          if (value >= found) continue;
          if (innerCounter >= 0)
            value += costAt(innerCounter, prefix.sums[innerCounter]! + i + after.sums[innerCounter]!);
          if (value >= found) continue;
          found = value;
          foundState = state;
          foundOuter = o;
          foundInner = i;
        }
      }
    }
    if (foundState < 0) return found;

    // Back along the path.
    let state = foundState;
    let o = foundOuter;
    let i = foundInner;
    for (let at = days - 1; at >= 0; at--) {
      const tag = back[at * cells + (state * outer + o) * inner + i]!;
      const cls = tag % model.classes;
      const before = (tag - cls) / model.classes;
      line[from + at] = arg[at * model.classes + cls]!;
      const addAt = (model.kindOf[from + at]! * 2 + model.worked[before]!) * model.classes + cls;
      if (innerCounter >= 0) i -= model.counters[innerCounter]!.add[addAt]!;
      if (outer > 1) o -= outerOffset(model, outerDims, addAt);
      state = before;
    }
    return found;
  };
}

/** The cheapest code of each class on a day, and what it costs less its price. */
function cheapestOfClasses(
  person: LinePerson,
  prices: Float64Array,
  day: number,
  codes: number,
  fix: Int16Array | null,
  best: Float64Array,
  arg: Int16Array,
  at: number,
): void {
  const { classOf } = person.model;
  const fixed = fix === null ? FREE : fix[day]!;
  best.fill(Number.POSITIVE_INFINITY, at, at + person.model.classes);
  if (fixed === FREE || fixed === OFF) {
    best[at] = person.offCost[day]!;
    arg[at] = OFF;
    if (fixed === OFF) return;
  }
  const row = day * codes;
  const from = fixed === FREE ? 0 : fixed;
  const to = fixed === FREE ? codes : fixed + 1;
  for (let code = from; code < to; code++) {
    const cost = person.cellCost[row + code]! - prices[row + code]!;
    const cls = classOf[code + 1]!;
    if (cost < best[at + cls]!) {
      best[at + cls] = cost;
      arg[at + cls] = code;
    }
  }
}
