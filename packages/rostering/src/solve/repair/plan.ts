import { type LineCost, lineCost } from '../line-cost.ts';
import type { Setting } from './setting.ts';

/** What a repair is judged by, the first first; less is better. */
export type Aims = {
  /** Cost of all empty places, so that a shortage falls where it harms least. */
  gapCost: number;
  /** Places that are wanted and empty: also those that cost nothing are filled. */
  missing: number;
  /** Sum over people of what it costs to disturb them. */
  disturbance: number;
  /** Places taken and left, against the rota that stands. */
  moves: number;
  /** Weighted soft aims of all lines. */
  soft: number;
};

/** A repair in the making. Every line in it is one that the rules let stand. */
export type Plan = {
  readonly setting: Setting;
  /** [person] items by start; a change replaces a line and never writes into one. */
  readonly lines: (readonly number[])[];
  /** [duty] people who hold it. */
  readonly holders: number[][];
  /** [person] cost of the line, soft findings included; what disturbing the person costs; places taken and left. */
  readonly lineCosts: Float64Array;
  readonly burden: Float64Array;
  readonly moves: Int32Array;
  readonly aims: Aims;
  /** Duties with fewer people than wanted. */
  readonly short: Set<number>;
  /** Lines that were replaced, to go back. */
  readonly trail: { readonly person: number; readonly line: readonly number[] }[];
};

/** The rota as it stands, with nothing done about the change. */
export function planOf(setting: Setting): Plan {
  const { t, standing, wanted } = setting;
  const holders: number[][] = Array.from({ length: t.duties }, () => []);
  standing.forEach((line, person) => {
    for (const item of line) if (item < t.duties) holders[item]!.push(person);
  });
  const lineCosts = Float64Array.from(standing, (line, person) => costOf(setting, person, line));
  const aims = {
    gapCost: 0,
    missing: 0,
    disturbance: 0,
    moves: 0,
    soft: lineCosts.reduce((sum, each) => sum + each, 0),
  };
  const short = new Set<number>();
  t.problem.duties.forEach(({ count, gapCost }, duty) => {
    const held = holders[duty]!.length;
    aims.gapCost += gapCost * Math.max(0, count - held);
    aims.missing += Math.max(0, wanted[duty]! - held);
    if (held < wanted[duty]!) short.add(duty);
  });
  return {
    setting,
    lines: standing.slice(),
    holders,
    lineCosts,
    burden: new Float64Array(t.people),
    moves: new Int32Array(t.people),
    aims,
    short,
    trail: [],
  };
}

/** Gives a person another line, which the rules let stand, and counts what that changes. */
export function setLine(plan: Plan, person: number, line: readonly number[]): void {
  const { setting, aims } = plan;
  const before = plan.lines[person]!;
  plan.trail.push({ person, line: before });
  plan.lines[person] = line;
  eachDifference(setting, before, line, (duty, joins) => changeHolders(plan, duty, { person, joins }));
  const cost = costOf(setting, person, line);
  const { burden, moves } = upheaval(setting, person, line);
  aims.soft += cost - plan.lineCosts[person]!;
  aims.disturbance += burden - plan.burden[person]!;
  aims.moves += moves - plan.moves[person]!;
  plan.lineCosts[person] = cost;
  plan.burden[person] = burden;
  plan.moves[person] = moves;
}

/** Goes back to what the plan was when its trail was so long. */
export function goBack(plan: Plan, length: number): void {
  while (plan.trail.length > length) {
    const { person, line } = plan.trail.pop()!;
    setLine(plan, person, line);
    plan.trail.pop();
  }
}

/** Below 0 when the first is the better one. */
export function compareAims(a: Aims, b: Aims): number {
  return (
    a.gapCost - b.gapCost ||
    a.missing - b.missing ||
    a.disturbance - b.disturbance ||
    a.moves - b.moves ||
    a.soft - b.soft
  );
}

/** What a line would cost its person against the rota that stands: disturbance, and places taken and left. */
export function upheaval(
  setting: Setting,
  person: number,
  line: readonly number[],
): { readonly burden: number; readonly moves: number } {
  const { t, noticeEnd, changeCost } = setting;
  let moves = 0;
  let burden = 0;
  eachDifference(setting, setting.standing[person]!, line, (duty) => {
    moves++;
    burden = Math.max(burden, t.start[duty]! < noticeEnd ? changeCost.shortNotice : changeCost.later);
  });
  return { burden, moves };
}

/** Whether a person may be taken off an item of their line: it has not begun and is neither pinned nor elsewhere. */
export function isMovable({ t, now }: Setting, person: number, item: number): boolean {
  return item < t.duties && t.isPinned[item * t.people + person] === 0 && t.start[item]! >= now;
}

/** Calls with each item that only one of two lines has; `joins` when it is the second. Both are in order of start. */
export function eachDifference(
  { t }: Setting,
  from: readonly number[],
  to: readonly number[],
  call: (item: number, joins: boolean) => void,
): void {
  let a = 0;
  let b = 0;
  while (a < from.length || b < to.length) {
    const [x, y] = [from[a], to[b]];
    if (x === y) {
      a++;
      b++;
    } else if (y === undefined || (x !== undefined && (t.start[x]! - t.start[y]! || x - y) < 0)) {
      call(x!, false);
      a++;
    } else {
      call(y, true);
      b++;
    }
  }
}

function changeHolders(plan: Plan, duty: number, { person, joins }: { person: number; joins: boolean }): void {
  const { aims, setting } = plan;
  const { count, gapCost } = setting.t.problem.duties[duty]!;
  const holders = plan.holders[duty]!;
  const wanted = setting.wanted[duty]!;
  aims.gapCost -= gapCost * Math.max(0, count - holders.length);
  aims.missing -= Math.max(0, wanted - holders.length);
  if (joins) holders.push(person);
  else holders.splice(holders.indexOf(person), 1);
  aims.gapCost += gapCost * Math.max(0, count - holders.length);
  aims.missing += Math.max(0, wanted - holders.length);
  if (holders.length < wanted) plan.short.add(duty);
  else plan.short.delete(duty);
}

function costOf({ t, judge }: Setting, person: number, line: readonly number[]): number {
  return lineCost(t, person, line, scratch) + t.problem.weights.softFinding * judge.line(person, line).softFindings;
}

const scratch: LineCost = { hours: 0, fairness: 0, travel: 0 };
