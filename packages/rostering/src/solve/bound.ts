import { lineCost } from './line-cost.ts';
import type { Tables } from './tables.ts';

/** A duty that a person may take, in a group of duties of which the person can hold one at most. */
type Option = { readonly duty: number; readonly minutes: number };

/**
 * A lower bound of the cost of every roster of a problem, which grows with each `improve`.
 *
 * It is the Lagrangian relaxation of the places: each place of a duty is sold at a price of at most its gap cost, and
 * each person buys the duties that suit their hours best, at most one of those that overlap at an instant, and perhaps
 * a part of one. Rules, travel and soft findings are left out: they only make rosters dearer. Prices follow the demand
 * (subgradient steps as by Held, Wolfe and Crowder, Mathematical Programming 6, 1974).
 */
export type Bound = {
  /** The best bound so far; a whole number. */
  readonly value: () => number;
  /**
   * Improves the prices by one round, with the cost of a known roster as its aim. The first round, and some later,
   * begin with the prices that this roster suggests: its lines are the items of each person.
   */
  readonly improve: (cost: number, lines: readonly (readonly number[])[]) => void;
};

/** Rounds without a better bound after which steps become half as long. */
const PATIENCE = 5;
/** Every so many rounds the prices that the present roster suggests are tried. */
const ROUNDS_A_ROSTER = 10;

/** The bound of a problem: 0 until it is improved. */
export function boundOf(t: Tables): Bound {
  const needs = needsOf(t);
  const people = t.fixed.map((_, person) => buyerOf(t, person));
  const buyers = people.filter(({ isSettled }) => !isSettled);
  const base = people.reduce((sum, buyer) => sum + buyer.base, 0);
  const prices = new Float64Array(t.duties);
  const bought = new Float64Array(t.duties);
  const bestPrices = new Float64Array(t.duties);
  let best = Number.NEGATIVE_INFINITY;
  let length = 1;
  let waited = 0;
  let rounds = 0;

  function improve(cost: number, lines: readonly (readonly number[])[]): void {
    const isFresh = rounds++ % ROUNDS_A_ROSTER === 0;
    if (isFresh) prices.set(firstPrices(t, lines, needs));
    bought.fill(0);
    let value = base;
    for (let duty = 0; duty < t.duties; duty++) value += needs[duty]! * prices[duty]!;
    for (const buyer of buyers) value += cheapest(t, buyer, prices, bought);
    if (value > best + Math.max(1, cost - best) * 1e-4) waited = 0;
    else if (++waited >= PATIENCE) {
      length /= 2;
      waited = 0;
      if (value < best) prices.set(bestPrices);
    }
    if (value > best) {
      best = value;
      bestPrices.set(prices);
    }
    // Where a newer roster suggests nothing better, the next round begins from the best prices.
    if (isFresh && value < best) prices.set(bestPrices);
    else step(cost - value);
  }

  /** Prices of what too few buy rise no further than the gap costs; of what too many buy, they rise. */
  function step(distance: number): void {
    let squares = 0;
    for (let duty = 0; duty < t.duties; duty++) squares += (needs[duty]! - bought[duty]!) ** 2;
    if (squares === 0 || distance <= 0) return;
    const pace = (length * distance) / squares;
    for (let duty = 0; duty < t.duties; duty++) {
      const price = prices[duty]! + pace * (needs[duty]! - bought[duty]!);
      prices[duty] = Math.min(t.problem.duties[duty]!.gapCost, price);
    }
  }

  return { value: () => Math.max(0, Math.ceil(best - 1e-6)), improve };
}

/** [duty] places that pins leave open. */
function needsOf(t: Tables): Int32Array {
  return Int32Array.from(t.problem.duties, ({ count }, duty) => {
    let pins = 0;
    for (let person = 0; person < t.people; person++) pins += t.isPinned[duty * t.people + person]!;
    return Math.max(0, count - pins);
  });
}

/**
 * What a minute more of work costs those who hold a duty, times its minutes; the gap cost where too few people are
 * there for the duties at a time.
 */
function firstPrices(t: Tables, lines: readonly (readonly number[])[], needs: Int32Array): Float64Array {
  const holders: number[][] = Array.from(needs, () => []);
  const sum = new Float64Array(t.duties);
  lines.forEach((line, person) => {
    const off = line.reduce((minutes, item) => minutes + t.work[item]!, 0) - t.contracted[person]!;
    const perMinute = Number.isNaN(off) ? 0 : (t.problem.weights.hoursBalance * 2 * off) / 3600;
    for (const item of line) {
      if (item >= t.duties || t.isPinned[item * t.people + person] === 1) continue;
      holders[item]!.push(person);
      sum[item]! += perMinute * t.work[item]!;
    }
  });
  const isShort = shortOf(t, { lines, holders, needs });
  return Float64Array.from(t.problem.duties, ({ gapCost }, duty) => {
    const count = holders[duty]!.length;
    return isShort[duty] === 1 ? gapCost : Math.min(gapCost, count > 0 ? sum[duty]! / count : 0);
  });
}

type Held = {
  readonly lines: readonly (readonly number[])[];
  readonly holders: readonly (readonly number[])[];
  readonly needs: Int32Array;
};

/**
 * [duty] 1 where people are short: an empty place of it, or of one that its people could take over, leads by exchanges
 * of overlapping duties to nobody who is free (alternating paths, as in the theorem of Kőnig).
 */
function shortOf(t: Tables, { lines, holders, needs }: Held): Uint8Array {
  const isShort = new Uint8Array(t.duties);
  for (let open = 0; open < t.duties; open++) {
    if (isShort[open] === 1 || holders[open]!.length >= needs[open]!) continue;
    const reached = new Set([open]);
    let isSomebodyFree = false;
    for (const duty of reached) {
      for (const person of t.candidates[duty]!) {
        if (holders[duty]!.includes(person)) continue;
        const inWay = lines[person]!.filter((item) => t.start[item]! < t.end[duty]! && t.end[item]! > t.start[duty]!);
        isSomebodyFree ||= inWay.length === 0;
        for (const item of inWay) if (item < t.duties && t.isPinned[item * t.people + person] === 0) reached.add(item);
      }
      if (isSomebodyFree) break;
    }
    if (!isSomebodyFree) for (const duty of reached) isShort[duty] = 1;
  }
  return isShort;
}

type Buyer = {
  readonly person: number;
  readonly groups: readonly (readonly Option[])[];
  /** There is nothing to buy: `base` is the whole cost. */
  readonly isSettled: boolean;
  /** Minutes of work that stay. */
  readonly fixedMinutes: number;
  /** What the person costs whatever is bought: fairness of what stays, and what rounding may take off the hours. */
  readonly base: number;
};

function buyerOf(t: Tables, person: number): Buyer {
  const { weights } = t.problem;
  const fixed = t.fixed[person]!;
  const sum = (of: { readonly [item: number]: number }) => fixed.reduce((total, item) => total + of[item]!, 0);
  const over = (count: number, fair: number) => Math.max(0, count - fair) ** 2;
  const unfair = over(sum(t.night), t.fairNights[person]!) + over(sum(t.weekend), t.fairWeekends[person]!);
  const rounding = Number.isNaN(t.contracted[person]!) ? 0 : weights.hoursBalance / 2;
  const groups = groupsOf(t, person);
  // Whoever can take nothing costs what their fixed duties cost.
  const isSettled = groups.length === 0;
  const settled = lineCost(t, person, fixed, { hours: 0, fairness: 0, travel: 0 });
  const base = isSettled ? settled : weights.fairness * unfair - rounding;
  return { person, groups, isSettled, fixedMinutes: sum(t.work), base };
}

/**
 * The duties that a person may take, in groups whose duties share an instant (a least cover of an interval graph by
 * cliques). What overlaps a fixed duty is left out: the search never lets it stand.
 */
function groupsOf(t: Tables, person: number): Option[][] {
  const fixed = t.fixed[person]!;
  const free: number[] = [];
  for (let duty = 0; duty < t.duties; duty++) {
    if (t.isCandidate[duty * t.people + person] === 0) continue;
    if (fixed.some((item) => t.start[item]! < t.end[duty]! && t.end[item]! > t.start[duty]!)) continue;
    free.push(duty);
  }
  free.sort((a, b) => t.start[a]! - t.start[b]! || a - b);
  // The instant just before the first end of those that are left: all that began before it hold it.
  const firstEnd = free.map((duty) => t.end[duty]!);
  for (let at = free.length - 2; at >= 0; at--) firstEnd[at] = Math.min(firstEnd[at]!, firstEnd[at + 1]!);
  const groups: Option[][] = [];
  for (let at = 0; at < free.length; ) {
    const end = firstEnd[at]!;
    const group: Option[] = [];
    for (; at < free.length && t.start[free[at]!]! < end; at++) {
      group.push({ duty: free[at]!, minutes: t.work[free[at]!]! });
    }
    groups.push(group);
  }
  return groups;
}

/** A part of a purchase: from one duty of a group (−1: none) to another with more work, at a rate per minute. */
type Rise = { readonly from: number; readonly to: number; readonly minutes: number; readonly gain: number };

/**
 * The least that a person costs when duties are bought for their prices: hours less what is earned. Adds to `bought`
 * what is taken. A knapsack with a choice in each group, its linear relaxation (Sinha and Zoltners, Operations
 * Research 27, 1979), bought as long as it earns more than the hours cost.
 */
function cheapest(t: Tables, buyer: Buyer, prices: Float64Array, bought: Float64Array): number {
  const contracted = t.contracted[buyer.person]!;
  const weight = Number.isNaN(contracted) ? 0 : t.problem.weights.hoursBalance / 3600;
  const rises: Rise[] = [];
  let earned = 0;
  let minutes = buyer.fixedMinutes;
  for (const group of buyer.groups) {
    const start = hullOf(group, prices, rises);
    if (start >= 0) {
      earned += prices[start]!;
      bought[start]!++;
    }
  }
  rises.sort((a, b) => b.gain / b.minutes - a.gain / a.minutes);
  const target = weight === 0 ? 0 : contracted;
  for (const rise of rises) {
    // Up to here the next minute earns at least what it costs: 2 · weight · (minutes − target) per minute.
    const until = weight === 0 ? Number.POSITIVE_INFINITY : target + rise.gain / rise.minutes / (2 * weight);
    if (weight === 0 && rise.gain <= 0) break;
    const part = Math.min(1, (until - minutes) / rise.minutes);
    if (part <= 0) break;
    minutes += part * rise.minutes;
    earned += part * rise.gain;
    if (rise.from >= 0) bought[rise.from]! -= part;
    bought[rise.to]! += part;
  }
  return (weight === 0 ? 0 : weight * (minutes - target) ** 2) - earned;
}

/** Adds the rises along the upper hull of a group's (minutes, price), and gives the duty without minutes it starts at, or −1. */
function hullOf(group: readonly Option[], prices: Float64Array, rises: Rise[]): number {
  let start = -1;
  let startPrice = 0;
  const points: Option[] = [];
  for (const option of group) {
    if (option.minutes > 0) points.push(option);
    else if (prices[option.duty]! > startPrice) {
      start = option.duty;
      startPrice = prices[option.duty]!;
    }
  }
  points.sort((a, b) => a.minutes - b.minutes || prices[b.duty]! - prices[a.duty]!);
  const hull: Option[] = [{ duty: start, minutes: 0 }];
  const priceOf = (option: Option) => (option.duty < 0 ? 0 : prices[option.duty]!);
  for (const point of points) {
    if (hull.at(-1)!.minutes === point.minutes) continue;
    while (hull.length > 1) {
      const [a, b] = [hull[hull.length - 2]!, hull[hull.length - 1]!];
      const before = (priceOf(b) - priceOf(a)) * (point.minutes - a.minutes);
      const after = (priceOf(point) - priceOf(a)) * (b.minutes - a.minutes);
      if (before > after) break;
      hull.pop();
    }
    hull.push(point);
  }
  for (let at = 1; at < hull.length; at++) {
    const [a, b] = [hull[at - 1]!, hull[at]!];
    rises.push({ from: a.duty, to: b.duty, minutes: b.minutes - a.minutes, gain: priceOf(b) - priceOf(a) });
  }
  return start;
}
