import type { Roster } from '../model.ts';
import type { Judge } from './judge.ts';
import { type LineCost, lineCost } from './line-cost.ts';
import { insert, without } from './line-items.ts';
import { quickStop } from './quick-stop.ts';
import type { Tables } from './tables.ts';

/** One person's line changes: an item leaves, an item joins; −1 for none. The edits of one change name different people. */
export type Edit = { readonly person: number; readonly out: number; readonly in: number };

/** By how much the last accepted change moved each aim; less is better. */
type Gains = LineCost & { softFindings: number; gaps: number };

/** A roster in the making. Every line in it is one that the rules let stand. */
export type State = {
  readonly t: Tables;
  readonly judge: Judge;
  /** [person] items by start. A change replaces a line and never writes into one. */
  readonly lines: number[][];
  /** [person] cost of the line without soft findings; number of soft findings. */
  readonly lineCosts: Float64Array;
  readonly softFindings: Int32Array;
  /** [duty] people who hold it. */
  readonly holders: number[][];
  /** Duties with an empty place, in no order, and where each stands in that list (−1: not). */
  readonly open: number[];
  readonly openAt: Int32Array;
  /** By duty · people + person: why a placement was made. */
  whys: Map<number, string>;
  readonly gains: Gains;
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
    lineCosts: new Float64Array(t.people),
    softFindings: new Int32Array(t.people),
    holders: Array.from({ length: t.duties }, () => []),
    open: [],
    openAt: new Int32Array(t.duties).fill(-1),
    whys: new Map(),
    gains: { hours: 0, fairness: 0, travel: 0, softFindings: 0, gaps: 0 },
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
    state.lineCosts[person] = lineCost(t, person, line, scratchBefore);
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
    cost += lineCost(t, person, state.lines[person]!, scratchBefore);
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
  const { t, gains } = state;
  gains.hours = gains.fairness = gains.travel = gains.softFindings = gains.gaps = 0;
  const lines: number[][] = [];
  let softBefore = 0;
  for (const edit of edits) {
    const line = without(state.lines[edit.person]!, edit.out);
    if (edit.in >= 0) {
      if (line.includes(edit.in) || quickStop(t, edit.person, line, edit.in)) return false;
      insert(t, line, edit.in);
    }
    lines.push(line);
    lineCost(t, edit.person, state.lines[edit.person]!, scratchBefore);
    lineCost(t, edit.person, line, scratchAfter);
    gains.hours += scratchAfter.hours - scratchBefore.hours;
    gains.fairness += scratchAfter.fairness - scratchBefore.fairness;
    gains.travel += scratchAfter.travel - scratchBefore.travel;
    softBefore += t.problem.weights.softFinding * state.softFindings[edit.person]!;
  }
  gains.gaps = gapDelta(state, edits);
  const cheap = state.cost + gains.hours + gains.fairness + gains.travel + gains.gaps;
  if (cheap - softBefore > limit) return false;
  gains.softFindings = -softBefore;
  for (let at = 0; at < edits.length; at++) {
    const verdict = state.judge.line(edits[at]!.person, lines[at]!);
    if (verdict.stoppedBy.length > 0) return false;
    gains.softFindings += t.problem.weights.softFinding * verdict.softFindings;
  }
  if (cheap + gains.softFindings > limit) return false;
  commit(state, edits, lines, cheap + gains.softFindings);
  return true;
}

function commit(state: State, edits: readonly Edit[], lines: readonly number[][], cost: number): void {
  for (let at = 0; at < edits.length; at++) {
    const { person, out, in: joins } = edits[at]!;
    const line = lines[at]!;
    state.lines[person] = line;
    state.lineCosts[person] = lineCost(state.t, person, line, scratchAfter);
    state.softFindings[person] = state.judge.line(person, line).softFindings;
    if (out >= 0) {
      changeHolders(state, out, person, false);
      state.whys.delete(out * state.t.people + person);
    }
    if (joins >= 0) changeHolders(state, joins, person, true);
  }
  state.cost = cost;
  if (state.assertCost && fullCost(state) !== cost) {
    throw new Error(
      `The kept cost is ${cost}, the full cost ${fullCost(state)}. A move forgot an aim; compare lineCost.`,
    );
  }
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

function gapDelta(state: State, edits: readonly Edit[]): number {
  let delta = 0;
  const duties = new Set<number>();
  for (const edit of edits) {
    if (edit.out >= 0) duties.add(edit.out);
    if (edit.in >= 0) duties.add(edit.in);
  }
  for (const duty of duties) {
    let held = state.holders[duty]!.length;
    for (const edit of edits) held += (edit.in === duty ? 1 : 0) - (edit.out === duty ? 1 : 0);
    const { count, gapCost } = state.t.problem.duties[duty]!;
    delta += gapCost * (Math.max(0, count - held) - emptyPlaces(state, duty));
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

const scratchBefore: LineCost = { hours: 0, fairness: 0, travel: 0 };
const scratchAfter: LineCost = { hours: 0, fairness: 0, travel: 0 };
