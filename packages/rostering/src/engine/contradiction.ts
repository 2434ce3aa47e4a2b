import { type MinimalSet, minimalSet } from '../minimal-set.ts';
import { type Instance, type LinePerson, OFF, type Ruled } from './instance.ts';
import { compileLine } from './line-model.ts';
import type { LineRule } from './line-rule.ts';
import { lineSearch } from './line-search.ts';

/** Something that says what a person's line may be: a rule, or what is fixed for a day. */
export type Demand =
  | { readonly kind: 'rule'; readonly rule: LineRule }
  /** Nothing may be worked on this day. */
  | { readonly kind: 'day-off'; readonly day: number }
  /** The day must be worked. */
  | { readonly kind: 'work'; readonly day: number }
  /** A code that may not be worked on this day, or on no day. */
  | { readonly kind: 'barred'; readonly day: number | null; readonly code: number };

/** Rules and fixed days of one person that no line can keep together. */
export type Contradiction = {
  /** Index of the person. */
  readonly person: number;
  readonly rules: readonly LineRule[];
  readonly fixed: readonly Exclude<Demand, { kind: 'rule' }>[];
  /** Without any one of them there is a line, or none could be ruled out. False when time was over before. */
  readonly isMinimal: boolean;
};

/**
 * The fewest rules and fixed days (none can be spared) that leave a person without any line; null when they have one, or
 * the search cannot rule it out. History is part of each rule, soft rules forbid nothing.
 */
export function contradictionOf(
  { instance, rules }: Ruled,
  person: number,
  isOver: () => boolean = () => false,
): Contradiction | null {
  const demands = demandsOf(instance, instance.people[person]!, rules[person]!);
  const hasNoLine = (some: readonly Demand[]) => isWithoutLine(instance, person, some);
  if (!hasNoLine(demands)) return null;
  const { items, isMinimal }: MinimalSet<Demand> = minimalSet(demands, hasNoLine, isOver);
  return {
    person,
    rules: items.flatMap((each) => (each.kind === 'rule' ? [each.rule] : [])),
    fixed: items.filter((each) => each.kind !== 'rule'),
    isMinimal,
  };
}

/** Everything that limits a person's line. Fixed days come first: where either would do, the rule is named. */
export function demandsOf({ codes, days }: Instance, person: LinePerson, rules: readonly LineRule[]): Demand[] {
  const isBarred = (day: number, code: number) =>
    person.cellCost[day * codes.length + code] === Number.POSITIVE_INFINITY;
  const all = Array.from({ length: days }, (_, day) => day);
  const never = [...codes.keys()].filter((code) => all.every((day) => isBarred(day, code)));
  const demands: Demand[] = [];
  for (const day of all) {
    const barred = [...codes.keys()].filter((code) => isBarred(day, code));
    if (barred.length === codes.length && never.length < codes.length) demands.push({ kind: 'day-off', day });
    else {
      for (const code of barred) if (!never.includes(code)) demands.push({ kind: 'barred', day, code });
    }
    if (person.offCost[day] === Number.POSITIVE_INFINITY) demands.push({ kind: 'work', day });
  }
  for (const code of never) demands.push({ kind: 'barred', day: null, code });
  for (const rule of rules) demands.push({ kind: 'rule', rule });
  return demands;
}

/** Whether it is certain that no line keeps these demands. */
function isWithoutLine(instance: Instance, at: number, demands: readonly Demand[]): boolean {
  const { days, codes } = instance;
  const { id, model } = instance.people[at]!;
  const cellCost = new Float64Array(days * codes.length);
  const offCost = new Float64Array(days);
  const rules: LineRule[] = [];
  for (const demand of demands) {
    if (demand.kind === 'rule') rules.push(alone(demand.rule, codes.length, days, model.kindOf));
    else if (demand.kind === 'work') offCost[demand.day] = Number.POSITIVE_INFINITY;
    else if (demand.kind === 'day-off') {
      cellCost.fill(Number.POSITIVE_INFINITY, demand.day * codes.length, (demand.day + 1) * codes.length);
    } else {
      const on = demand.day === null ? [...Array(days).keys()] : [demand.day];
      for (const day of on) cellCost[day * codes.length + demand.code] = Number.POSITIVE_INFINITY;
    }
  }
  const shape = { codes: codes.length, kindOf: model.kindOf, workedBefore: model.worked[model.start] === 1 };
  const person: LinePerson = { id, model: compileLine(rules, shape), cellCost, offCost };
  const found = lineSearch({ ...instance, people: [person] })({
    person: 0,
    prices: new Float64Array(days * codes.length),
    from: 0,
    to: days,
    fix: null,
    ceiling: Number.POSITIVE_INFINITY,
    quota: null,
    line: new Int16Array(days).fill(OFF),
  });
  return found === null;
}

/**
 * A counter's limit may come from other demands, which say that a line cannot count further: without them it counts as
 * far as its own cost allows.
 */
function alone(rule: LineRule, codes: number, days: number, kindOf: Uint8Array): LineRule {
  if (!('counter' in rule)) return rule;
  const { start, add, cost } = rule.counter;
  let mostADay = 0;
  for (const kind of new Set(kindOf)) {
    for (let code = 0; code < codes; code++) {
      mostADay = Math.max(mostADay, add(code, true, kind), add(code, false, kind));
    }
  }
  let limit = start + mostADay * days;
  while (limit > rule.counter.limit && cost(limit) === Number.POSITIVE_INFINITY) limit--;
  return { ...rule, counter: { ...rule.counter, limit: Math.max(limit, rule.counter.limit) } };
}
