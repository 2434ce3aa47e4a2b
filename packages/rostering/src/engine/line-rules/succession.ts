import { OFF } from '../instance.ts';
import type { LineRule } from '../line-rule.ts';

export type Succession = {
  readonly id: string;
  readonly words: string;
  readonly codes: number;
  /** Whether `code` may not be worked on the day after `before`. */
  readonly forbids: (before: number, code: number) => boolean;
  /** Cost of each; Infinity makes the rule hard. */
  readonly cost: number;
  /** What was worked on the day before day 0, or OFF. */
  readonly before: number;
};

/** Which code may follow which from one day to the next. Codes that forbid the same are one state. */
export function succession({ id, words, codes, forbids, cost, before }: Succession): LineRule {
  const all = Array.from({ length: codes }, (_, code) => code);
  const rows = all.map((first) => all.map((second) => (forbids(first, second) ? '1' : '0')).join(''));
  const distinct = [...new Set(['0'.repeat(codes), ...rows])];
  const stateOf = (code: number) => (code === OFF ? 0 : distinct.indexOf(rows[code]!));
  const states = all.map(stateOf);
  return {
    id,
    words,
    automaton: {
      states: distinct.length,
      start: stateOf(before),
      step: (state, code) =>
        code === OFF ? { to: 0, cost: 0 } : { to: states[code]!, cost: distinct[state]![code] === '1' ? cost : 0 },
      finish: () => 0,
    },
  };
}
