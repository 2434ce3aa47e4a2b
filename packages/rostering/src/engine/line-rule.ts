/**
 * A rule about one person's line, in a form that search and judgement share. Days come in kinds (for example the seven
 * weekdays), so that a step may depend on the day without a state for it.
 */
export type LineRule = {
  /** Names the rule in explanations, for example 'MAX-WEEKENDS'. */
  readonly id: string;
  /** What it asks, in plain words. */
  readonly words: string;
} & ({ readonly automaton: Automaton } | { readonly counter: Counter });

/** Reads the line day by day. A cost of Infinity forbids. */
export type Automaton = {
  /** States are 0 … states − 1. */
  readonly states: number;
  /** The state before day 0: what history left behind. */
  readonly start: number;
  readonly step: (state: number, code: number, kind: number) => Step;
  /** What it costs to end in a state. */
  readonly finish: (state: number) => number;
};
export type Step = { readonly to: number; readonly cost: number };

/** Adds up whole units over the line and prices the sum at its end. */
export type Counter = {
  /** The sum before day 0. */
  readonly start: number;
  /** The greatest sum that a line can have or may have. */
  readonly limit: number;
  /** Units that a day adds; `worked` says whether the day before was worked. Never negative; 0 for a day off. */
  readonly add: (code: number, worked: boolean, kind: number) => number;
  /** What a sum costs; Infinity forbids it. */
  readonly cost: (sum: number) => number;
};
