import type { Counter, LineRule } from './line-rule.ts';

/**
 * All line rules of a person as one automaton and its counters. Plain tables, which travel to workers; people with the
 * same rules and the same history share one.
 */
export type LineModel = {
  /** [day] kind of the day. */
  readonly kindOf: Uint8Array;
  readonly states: number;
  readonly start: number;
  /** [state] 1 when the last day was worked. */
  readonly worked: Uint8Array;
  /** Codes that no rule tells apart are one class; class 0 is the day off. */
  readonly classes: number;
  /** [code + 1] */
  readonly classOf: Uint16Array;
  /** [(kind · states + state) · classes + class] the next state, or −1 where a hard rule forbids the step. */
  readonly next: Int32Array;
  /** The same index: what the step costs by soft rules. */
  readonly cost: Float64Array;
  /** [state] what it costs to end there. */
  readonly finish: Float64Array;
  readonly counters: readonly CounterTable[];
};

export type CounterTable = {
  readonly rule: string;
  readonly start: number;
  readonly limit: number;
  /** [(kind · 2 + worked) · classes + class] */
  readonly add: Int32Array;
  /** [sum, 0 … limit] Infinity where it is not allowed. */
  readonly cost: Float64Array;
};

/** Which line a set of rules was built for. */
export type LineShape = {
  readonly codes: number;
  readonly kindOf: Uint8Array;
  /** Whether the day before day 0 was worked. */
  readonly workedBefore: boolean;
};

/** Compiles rules to one model: the product of their automata, as far as it can be reached. */
export function compileLine(rules: readonly LineRule[], shape: LineShape): LineModel {
  const automata = rules.flatMap((rule) => ('automaton' in rule ? [rule.automaton] : []));
  const counting = rules.flatMap((rule) => ('counter' in rule ? [{ rule: rule.id, ...rule.counter }] : []));
  const kinds = Math.max(...shape.kindOf) + 1;
  const { classOf, representative } = classesOf(rules, shape.codes, kinds);
  const classes = representative.length;

  const found = new Map<string, number>();
  const tuples: { readonly parts: readonly number[]; readonly worked: boolean }[] = [];
  const idOf = (parts: readonly number[], worked: boolean) => {
    const key = `${worked}:${parts.join()}`;
    let id = found.get(key);
    if (id === undefined) {
      id = tuples.push({ parts, worked }) - 1;
      found.set(key, id);
    }
    return id;
  };
  const start = idOf(
    automata.map((each) => each.start),
    shape.workedBefore,
  );
  const steps: { to: number; cost: number }[][] = [];
  for (let state = 0; state < tuples.length; state++) {
    const { parts } = tuples[state]!;
    const row: { to: number; cost: number }[] = [];
    for (let kind = 0; kind < kinds; kind++) {
      for (const code of representative) {
        let cost = 0;
        const nextParts = automata.map((each, at) => {
          const step = each.step(parts[at]!, code, kind);
          cost += step.cost;
          return step.to;
        });
        row.push(cost === Number.POSITIVE_INFINITY ? { to: -1, cost: 0 } : { to: idOf(nextParts, code >= 0), cost });
      }
    }
    steps.push(row);
  }

  const states = tuples.length;
  const next = new Int32Array(kinds * states * classes);
  const cost = new Float64Array(next.length);
  steps.forEach((row, state) => {
    row.forEach((step, at) => {
      const kind = Math.floor(at / classes);
      const index = (kind * states + state) * classes + (at % classes);
      next[index] = step.to;
      cost[index] = step.cost;
    });
  });
  return {
    kindOf: shape.kindOf,
    states,
    start,
    worked: Uint8Array.from(tuples, (each) => (each.worked ? 1 : 0)),
    classes,
    classOf,
    next,
    cost,
    finish: Float64Array.from(tuples, ({ parts }) =>
      automata.reduce((sum, each, at) => sum + each.finish(parts[at]!), 0),
    ),
    counters: counting.map((counter) => counterTable(counter.rule, counter, representative, kinds)),
  };
}

/** Codes are alike when every rule treats them alike in every state and on every kind of day. */
function classesOf(rules: readonly LineRule[], codes: number, kinds: number) {
  const classOf = new Uint16Array(codes + 1);
  const representative: number[] = [];
  const seen = new Map<string, number>();
  for (let code = -1; code < codes; code++) {
    const signature = code < 0 ? 'off' : rules.map((rule) => signatureOf(rule, code, kinds)).join(';');
    let index = seen.get(signature);
    if (index === undefined) {
      index = representative.push(code) - 1;
      seen.set(signature, index);
    }
    classOf[code + 1] = index;
  }
  return { classOf, representative };
}

function signatureOf(rule: LineRule, code: number, kinds: number): string {
  const parts: string[] = [];
  for (let kind = 0; kind < kinds; kind++) {
    if ('counter' in rule) {
      parts.push(`${rule.counter.add(code, false, kind)},${rule.counter.add(code, true, kind)}`);
      continue;
    }
    for (let state = 0; state < rule.automaton.states; state++) {
      const step = rule.automaton.step(state, code, kind);
      parts.push(`${step.to},${step.cost}`);
    }
  }
  return parts.join(' ');
}

function counterTable(rule: string, counter: Counter, representative: readonly number[], kinds: number): CounterTable {
  const add = new Int32Array(kinds * 2 * representative.length);
  for (let kind = 0; kind < kinds; kind++) {
    for (const worked of [0, 1]) {
      representative.forEach((code, at) => {
        add[(kind * 2 + worked) * representative.length + at] = code < 0 ? 0 : counter.add(code, worked === 1, kind);
      });
    }
  }
  return {
    rule,
    start: counter.start,
    limit: counter.limit,
    add,
    cost: Float64Array.from({ length: counter.limit + 1 }, (_, sum) => counter.cost(sum)),
  };
}
