import { type Instance, type Line, type LinePerson, OFF, type Ruled } from './instance.ts';
import type { LineRule } from './line-rule.ts';
import { coverOf } from './score.ts';

/** One thing that a line costs, or one hard rule that it breaks. */
export type Reason = {
  /** Index of the person. */
  readonly person: number;
  readonly rule: string;
  readonly words: string;
  /** The day on which the rule tells it: a run that was too short, on the day after it. Null for the line as a whole. */
  readonly day: number | null;
  /** What is worked on that day, or OFF; null for the line as a whole. */
  readonly code: number | null;
  /** What a counter came to; null for other rules. */
  readonly sum: number | null;
  /** Infinity when a hard rule is broken. */
  readonly cost: number;
};

/** What is paid, and how many hard rules are broken beside it. */
export type Tally = { readonly cost: number; readonly breaks: number };

export type Explanation = Tally & {
  /** Every rule that costs or is broken, dearest first; requests, cells that are barred and cover are rules here. */
  readonly rules: readonly (Tally & { readonly rule: string })[];
  /** [person] */
  readonly people: readonly (Tally & { readonly id: string })[];
  /** [day] what the reasons of that day come to; neither whole lines nor cover. */
  readonly days: readonly Tally[];
  readonly reasons: readonly Reason[];
  /** The cover rows that cost anything. */
  readonly cover: readonly { readonly row: string; readonly count: number; readonly cost: number }[];
};

/**
 * Says what a roster costs and why: each reason with its rule, person and day. When no hard rule is broken, the costs
 * of the rules come to the cost of the roster, and so do those of the people with the cover.
 */
export function explainRoster({ instance, rules }: Ruled, lines: readonly Line[]): Explanation {
  const reasons = instance.people.flatMap((person, at) => [
    ...cellReasons(instance, person, at, lines[at]!),
    ...rules[at]!.flatMap((rule) => ruleReasons(rule, person, at, lines[at]!)),
  ]);
  const counts = coverOf(instance, lines);
  const cover = instance.rows
    .map(({ id, cost }, row) => ({ row: id, count: counts[row]!, cost: cost[counts[row]!]! }))
    .filter(({ cost }) => cost !== 0);
  const told = [...reasons, ...cover.map(({ cost }) => ({ rule: 'COVER', cost }))];
  return {
    ...tallyOf(told),
    rules: [...Map.groupBy(told, ({ rule }) => rule)]
      .map(([rule, own]) => ({ rule, ...tallyOf(own) }))
      .sort((a, b) => b.breaks - a.breaks || b.cost - a.cost),
    people: talliesBy(reasons, instance.people.length, ({ person }) => person).map((tally, at) => ({
      id: instance.people[at]!.id,
      ...tally,
    })),
    days: talliesBy(reasons, instance.days, ({ day }) => day),
    reasons,
    cover,
  };
}

/** A tally of two rosters, under the name of a rule or a person. */
export type Change = { readonly name: string; readonly before: Tally; readonly after: Tally };

export type Difference = {
  readonly before: Tally;
  readonly after: Tally;
  /** Cells that are not the same. */
  readonly cells: number;
  /** The rules that cost or break something else than before. */
  readonly rules: readonly Change[];
  /** The people whose line is not the same, also when it costs the same, by index. */
  readonly people: readonly (Change & { readonly cells: number })[];
};

/** What changes from one roster to another, by rule and by person. */
export function explainDifference(ruled: Ruled, before: readonly Line[], after: readonly Line[]): Difference {
  const [first, second] = [explainRoster(ruled, before), explainRoster(ruled, after)];
  const names = new Set([...first.rules, ...second.rules].map(({ rule }) => rule));
  const tally = (explanation: Explanation, name: string) => {
    const { cost, breaks } = explanation.rules.find(({ rule }) => rule === name) ?? NOTHING;
    return { cost, breaks };
  };
  const rules = [...names].map((name) => ({ name, before: tally(first, name), after: tally(second, name) }));
  const people = ruled.instance.people.map(({ id }, at) => ({
    name: id,
    before: { cost: first.people[at]!.cost, breaks: first.people[at]!.breaks },
    after: { cost: second.people[at]!.cost, breaks: second.people[at]!.breaks },
    cells: before[at]!.reduce((sum, code, day) => sum + (code === after[at]![day] ? 0 : 1), 0),
  }));
  return {
    before: { cost: first.cost, breaks: first.breaks },
    after: { cost: second.cost, breaks: second.breaks },
    cells: people.reduce((sum, { cells }) => sum + cells, 0),
    rules: rules.filter((each) => each.before.cost !== each.after.cost || each.before.breaks !== each.after.breaks),
    people: people.filter(({ cells }) => cells > 0),
  };
}

function cellReasons({ codes }: Instance, { cellCost, offCost }: LinePerson, person: number, line: Line): Reason[] {
  const reasons: Reason[] = [];
  line.forEach((code, day) => {
    const cost = code === OFF ? offCost[day]! : cellCost[day * codes.length + code]!;
    if (cost === 0) return;
    const isBarred = cost === Number.POSITIVE_INFINITY;
    const rule = isBarred ? 'BARRED' : 'REQUEST';
    const words = isBarred ? 'May not have this on this day' : 'Asked for something else on this day';
    reasons.push({ person, rule, words, day, code, sum: null, cost });
  });
  return reasons;
}

function ruleReasons(rule: LineRule, { model }: LinePerson, person: number, line: Line): Reason[] {
  const reasons: Reason[] = [];
  const tell = (at: Pick<Reason, 'day' | 'code' | 'sum' | 'cost'>) => {
    if (at.cost !== 0) reasons.push({ person, rule: rule.id, words: rule.words, ...at });
  };
  if ('automaton' in rule) {
    let state = rule.automaton.start;
    line.forEach((code, day) => {
      const { to, cost } = rule.automaton.step(state, code, model.kindOf[day]!);
      tell({ day, code, sum: null, cost });
      state = to;
    });
    tell({ day: null, code: null, sum: null, cost: rule.automaton.finish(state) });
    return reasons;
  }
  const { start, limit, add, cost } = rule.counter;
  let sum = start;
  let worked = model.worked[model.start] === 1;
  line.forEach((code, day) => {
    if (code !== OFF) sum += add(code, worked, model.kindOf[day]!);
    worked = code !== OFF;
  });
  tell({ day: null, code: null, sum, cost: sum > limit ? Number.POSITIVE_INFINITY : cost(sum) });
  return reasons;
}

const NOTHING: Tally = { cost: 0, breaks: 0 };

function tallyOf(reasons: readonly { readonly cost: number }[]): Tally {
  let cost = 0;
  let breaks = 0;
  for (const reason of reasons) {
    if (reason.cost === Number.POSITIVE_INFINITY) breaks++;
    else cost += reason.cost;
  }
  return { cost, breaks };
}

/** [index] the tallies of the reasons that `indexOf` names it for. */
function talliesBy(reasons: readonly Reason[], size: number, indexOf: (reason: Reason) => number | null): Tally[] {
  const groups = Map.groupBy(reasons, indexOf);
  return Array.from({ length: size }, (_, index) => tallyOf(groups.get(index) ?? []));
}
