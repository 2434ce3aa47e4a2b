import type { Roster } from '../model.ts';
import type { Judge } from './judge.ts';
import { type LineCost, lineCost } from './line-cost.ts';
import { insert } from './line-items.ts';
import { quickStop } from './quick-stop.ts';
import type { Tables } from './tables.ts';

/** One person's line changes: an item leaves, an item joins; −1 for none. The edits of one change name different people. */
export type Edit = { readonly person: number; readonly out: number; readonly in: number };

/** One person's line changes: items leave, others join. The swaps of one change name different people. */
export type Swap = { readonly person: number; readonly outs: readonly number[]; readonly ins: readonly number[] };

/** By how much the last accepted change moved each aim; less is better. */
type Gains = LineCost & { softFindings: number; gaps: number };

/** A roster in the making. Every line in it is one that the rules let stand. */
export type State = {
  readonly t: Tables;
  readonly judge: Judge;
  /** [person] items by start. A change replaces a line and never writes into one. */
  readonly lines: number[][];
  /** [person] cost of the line without soft findings, never written into; number of soft findings. */
  readonly lineCosts: LineCost[];
  readonly softFindings: Int32Array;
  /** [duty] people who hold it. */
  readonly holders: number[][];
  /** Duties with an empty place, in no order, and where each stands in that list (−1: not). */
  readonly open: number[];
  readonly openAt: Int32Array;
  /** By duty · people + person: why a placement was made, when it was made last. */
  readonly whys: Map<number, string>;
  readonly gains: Gains;
  /** [duty] 0, but while a change is counted. */
  readonly joining: Int32Array;
  emptyPlaces: number;
  cost: number;
  /** Throw when the kept cost differs from the full cost after a change. Slow; for tests. */
  assertCost: boolean;
};

/** The state that holds what is fixed and nothing else. */
export function startState(t: Tables, judge: Judge): State {
  const state: State = {
    t,
    judge,
    lines: t.fixed.map((line) => [...line]),
    lineCosts: t.fixed.map(noCost),
    softFindings: new Int32Array(t.people),
    holders: Array.from({ length: t.duties }, () => []),
    open: [],
    openAt: new Int32Array(t.duties).fill(-1),
    whys: new Map(),
    gains: { ...noCost(), softFindings: 0, gaps: 0 },
    joining: new Int32Array(t.duties),
    emptyPlaces: 0,
    cost: 0,
    assertCost: false,
  };
  setLines(state, state.lines);
  return state;
}

/** Puts these lines, which the rules let stand, in place of the state's own and counts everything afresh. */
export function setLines(state: State, lines: readonly number[][]): void {
  const { t } = state;
  for (const holders of state.holders) holders.length = 0;
  state.emptyPlaces = 0;
  for (let person = 0; person < t.people; person++) {
    const line = lines[person]!;
    state.lines[person] = line;
    for (const item of line) if (item < t.duties) state.holders[item]!.push(person);
    const cost = noCost();
    lineCost(t, person, line, cost);
    state.lineCosts[person] = cost;
    state.softFindings[person] = state.judge.line(person, line).softFindings;
  }
  for (let duty = 0; duty < t.duties; duty++) {
    state.emptyPlaces += emptyPlaces(state, duty);
    keepOpen(state, duty);
  }
  state.cost = fullCost(state);
}

/** Places of a duty that nobody holds. */
export function emptyPlaces(state: State, duty: number): number {
  return Math.max(0, state.t.problem.duties[duty]!.count - state.holders[duty]!.length);
}

/** The cost counted afresh from the lines: gap costs and weighted soft aims. */
function fullCost(state: State): number {
  const { t } = state;
  const weights = t.problem.weights;
  let cost = 0;
  for (let person = 0; person < t.people; person++) {
    cost += lineCost(t, person, state.lines[person]!, scratch);
    cost += weights.softFinding * state.judge.line(person, state.lines[person]!).softFindings;
  }
  const held = new Int32Array(t.duties);
  for (const line of state.lines) for (const item of line) if (item < t.duties) held[item]!++;
  t.problem.duties.forEach((duty, index) => {
    cost += duty.gapCost * Math.max(0, duty.count - held[index]!);
  });
  return cost;
}

/**
 * Makes the change if every line it touches may stand and the cost comes to at most `limit`; says whether it did.
 * Cheap tests come first; the rules judge only what is cheap enough.
 */
export function tryChange(state: State, edits: readonly Edit[], limit: number): boolean {
  return trySwaps(
    state,
    edits.map(({ person, out, in: joins }) => ({
      person,
      outs: out < 0 ? [] : [out],
      ins: joins < 0 ? [] : [joins],
    })),
    limit,
  );
}

/** As `tryChange`, with several items of a person at a time. */
export function trySwaps(state: State, swaps: readonly Swap[], limit: number): boolean {
  const { t, gains } = state;
  gains.hours = gains.fairness = gains.travel = gains.softFindings = gains.gaps = 0;
  const lines: number[][] = [];
  const costs: LineCost[] = [];
  let softBefore = 0;
  for (const { person, outs, ins } of swaps) {
    const before = state.lines[person]!;
    const line = before.filter((item) => !outs.includes(item));
    for (const item of ins) {
      if (line.includes(item) || quickStop(t, person, line, item)) return false;
      insert(t, line, item);
    }
    lines.push(line);
    const was = state.lineCosts[person]!;
    const cost = noCost();
    lineCost(t, person, line, cost);
    costs.push(cost);
    gains.hours += cost.hours - was.hours;
    gains.fairness += cost.fairness - was.fairness;
    gains.travel += cost.travel - was.travel;
    softBefore += t.problem.weights.softFinding * state.softFindings[person]!;
  }
  gains.gaps = gapDelta(state, swaps);
  const cheap = state.cost + gains.hours + gains.fairness + gains.travel + gains.gaps;
  if (cheap - softBefore > limit) return false;
  gains.softFindings = -softBefore;
  const soft: number[] = [];
  for (let at = 0; at < swaps.length; at++) {
    const verdict = state.judge.line(swaps[at]!.person, lines[at]!);
    if (verdict.stoppedBy.length > 0) return false;
    gains.softFindings += t.problem.weights.softFinding * verdict.softFindings;
    soft.push(verdict.softFindings);
  }
  if (cheap + gains.softFindings > limit) return false;
  for (let at = 0; at < swaps.length; at++) {
    const { person, outs, ins } = swaps[at]!;
    state.lines[person] = lines[at]!;
    state.lineCosts[person] = costs[at]!;
    state.softFindings[person] = soft[at]!;
    for (const duty of outs) changeHolders(state, duty, person, false);
    for (const duty of ins) changeHolders(state, duty, person, true);
  }
  state.cost = cheap + gains.softFindings;
  if (state.assertCost && fullCost(state) !== state.cost) {
    throw new Error(
      `The kept cost is ${state.cost}, the full cost ${fullCost(state)}. A move forgot an aim; compare lineCost.`,
    );
  }
  return true;
}

function changeHolders(state: State, duty: number, person: number, joins: boolean): void {
  const holders = state.holders[duty]!;
  state.emptyPlaces -= emptyPlaces(state, duty);
  if (joins) holders.push(person);
  else holders.splice(holders.indexOf(person), 1);
  state.emptyPlaces += emptyPlaces(state, duty);
  keepOpen(state, duty);
}

/** Keeps the list of duties with an empty place. */
function keepOpen(state: State, duty: number): void {
  const { open, openAt } = state;
  const at = openAt[duty]!;
  if (emptyPlaces(state, duty) > 0) {
    if (at < 0) openAt[duty] = open.push(duty) - 1;
    return;
  }
  if (at < 0) return;
  const last = open.pop()!;
  if (last !== duty) {
    open[at] = last;
    openAt[last] = at;
  }
  openAt[duty] = -1;
}

function gapDelta(state: State, swaps: readonly Swap[]): number {
  const counts = state.joining;
  for (const { outs, ins } of swaps) {
    for (const duty of outs) counts[duty]!--;
    for (const duty of ins) counts[duty]!++;
  }
  let delta = 0;
  for (const { outs, ins } of swaps) {
    delta += gapsMoved(state, outs) + gapsMoved(state, ins);
  }
  return delta;
}

/** What the counted changes of these duties move the cost by; their counts are 0 again. */
function gapsMoved(state: State, duties: readonly number[]): number {
  let delta = 0;
  for (const duty of duties) {
    const joining = state.joining[duty]!;
    if (joining === 0) continue;
    state.joining[duty] = 0;
    const { count, gapCost } = state.t.problem.duties[duty]!;
    const held = state.holders[duty]!.length;
    delta += gapCost * (Math.max(0, count - held - joining) - Math.max(0, count - held));
  }
  return delta;
}

/** The placements of open duties, pins included, in the order of duties and then people. */
export function placementsOf(state: State): Roster['placements'][number][] {
  const { problem, people, isPinned } = state.t;
  return state.holders.flatMap((holders, duty) =>
    [...holders]
      .sort((a, b) => a - b)
      .map((person) => ({
        duty: problem.duties[duty]!.id,
        person: problem.people[person]!.id,
        why: isPinned[duty * people + person] === 1 ? 'Pinned.' : state.whys.get(duty * people + person)!,
      })),
  );
}

const noCost = (): LineCost => ({ hours: 0, fairness: 0, travel: 0 });
const scratch = noCost();
