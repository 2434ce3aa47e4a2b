import type { Automaton, Counter, LineRule } from './line-rule.ts';

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
  const kinds = Math.max(...shape.kindOf) + 1;
  const counting = rules.flatMap((rule) => ('counter' in rule ? [{ rule: rule.id, ...rule.counter }] : []));
  const automata = rules.flatMap((rule) => ('automaton' in rule ? [rule.automaton] : []));
  const tables = automata.map((automaton) => automatonTable(automaton, shape.codes, kinds));
  const units = counting.map((counter) => unitTable(counter, shape.codes, kinds));
  const { classOf, representative } = classesOf([...tables, ...units], shape.codes);
  const product = productOf(tables, representative, kinds, shape.workedBefore);
  return {
    kindOf: shape.kindOf,
    states: product.states.length,
    start: 0,
    worked: Uint8Array.from(product.states, ({ worked }) => worked),
    classes: representative.length,
    classOf,
    next: product.next,
    cost: product.cost,
    finish: Float64Array.from(product.states, ({ parts }) =>
      automata.reduce((sum, each, at) => sum + each.finish(parts[at]!), 0),
    ),
    counters: counting.map((counter) => counterTable(counter.rule, counter, representative, kinds)),
  };
}

/** What a rule does at each place, [place · (codes + 1) + code + 1]; a place is a kind of day and a state. */
type Table = { readonly places: number; readonly to: Int32Array; readonly cost: Float64Array };
type AutomatonTable = Table & { readonly states: number; readonly start: number };

function automatonTable({ states, start, step }: Automaton, codes: number, kinds: number): AutomatonTable {
  const places = kinds * states;
  const to = new Int32Array(places * (codes + 1));
  const cost = new Float64Array(to.length);
  let at = 0;
  for (let kind = 0; kind < kinds; kind++) {
    for (let state = 0; state < states; state++) {
      for (let code = -1; code < codes; code++) {
        const taken = step(state, code, kind);
        to[at] = taken.to;
        cost[at] = taken.cost;
        at++;
      }
    }
  }
  return { places, to, cost, states, start };
}

/** The units of a counter in the same form; its places are a kind of day and whether the day before was worked. */
function unitTable({ add }: Counter, codes: number, kinds: number): Table {
  const places = kinds * 2;
  const to = new Int32Array(places * (codes + 1));
  for (let place = 0; place < places; place++) {
    for (let code = 0; code < codes; code++) {
      to[place * (codes + 1) + code + 1] = add(code, place % 2 === 1, place >> 1);
    }
  }
  return { places, to, cost: new Float64Array(to.length) };
}

/** Codes are alike when every rule treats them alike at every place. The day off is a class of its own. */
function classesOf(tables: readonly Table[], codes: number) {
  const areAlike = (first: number, second: number) =>
    tables.every(({ places, to, cost }) => {
      for (let place = 0; place < places; place++) {
        const at = place * (codes + 1) + 1;
        if (to[at + first] !== to[at + second] || cost[at + first] !== cost[at + second]) return false;
      }
      return true;
    });
  const classOf = new Uint16Array(codes + 1);
  const representative = [-1];
  for (let code = 0; code < codes; code++) {
    const found = representative.findIndex((other, index) => index > 0 && areAlike(other, code));
    classOf[code + 1] = found > 0 ? found : representative.push(code) - 1;
  }
  return { classOf, representative };
}

type ProductState = { readonly parts: readonly number[]; readonly worked: 0 | 1 };

/** The states of all automata together, found from the start on, and the steps between them. */
function productOf(
  tables: readonly AutomatonTable[],
  representative: readonly number[],
  kinds: number,
  workedBefore: boolean,
) {
  const width = tables.length === 0 ? 0 : tables[0]!.to.length / tables[0]!.places;
  const known = new Map<number | string, number>();
  const isSmall = tables.reduce((size, table) => size * table.states, 2) <= Number.MAX_SAFE_INTEGER;
  const states: ProductState[] = [];
  const idOf = (parts: readonly number[], worked: 0 | 1) => {
    let key: number | string = worked;
    if (isSmall) for (let at = 0; at < parts.length; at++) key = (key as number) * tables[at]!.states + parts[at]!;
    else key = `${worked}:${parts.join()}`;
    let id = known.get(key);
    if (id === undefined) {
      id = states.push({ parts: parts.slice(), worked }) - 1;
      known.set(key, id);
    }
    return id;
  };
  idOf(
    tables.map(({ start }) => start),
    workedBefore ? 1 : 0,
  );
  const likeKinds = Array.from({ length: kinds }, (_, kind) => firstLike(tables, kind, kinds));
  const told = likeKinds.filter((first, kind) => first === kind);
  const reached: number[] = [];
  const paid: number[] = [];
  const parts = tables.map(() => 0);
  for (let state = 0; state < states.length; state++) {
    const from = states[state]!.parts;
    for (const kind of told) {
      for (const code of representative) {
        let cost = 0;
        for (let at = 0; at < tables.length; at++) {
          const table = tables[at]!;
          const cell = (kind * table.states + from[at]!) * width + code + 1;
          parts[at] = table.to[cell]!;
          cost += table.cost[cell]!;
        }
        const isForbidden = cost === Number.POSITIVE_INFINITY;
        reached.push(isForbidden ? -1 : idOf(parts, code < 0 ? 0 : 1));
        paid.push(isForbidden ? 0 : cost);
      }
    }
  }
  const classes = representative.length;
  const next = new Int32Array(kinds * states.length * classes);
  const cost = new Float64Array(next.length);
  let index = 0;
  for (const like of likeKinds) {
    for (let state = 0; state < states.length; state++) {
      let at = (state * told.length + told.indexOf(like)) * classes;
      for (let cls = 0; cls < classes; cls++, index++, at++) {
        next[index] = reached[at]!;
        cost[index] = paid[at]!;
      }
    }
  }
  return { states, next, cost };
}

/** The first kind of day on which every automaton does the same as on this one: most know no weekday at all. */
function firstLike(tables: readonly AutomatonTable[], kind: number, kinds: number): number {
  for (let other = 0; other < kind; other++) {
    const isLike = tables.every(({ to, cost }) => {
      const size = to.length / kinds;
      for (let at = 0; at < size; at++) {
        if (to[kind * size + at] !== to[other * size + at]) return false;
        if (cost[kind * size + at] !== cost[other * size + at]) return false;
      }
      return true;
    });
    if (isLike) return other;
  }
  return kind;
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
