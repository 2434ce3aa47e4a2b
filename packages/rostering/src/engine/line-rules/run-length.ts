import type { LineRule, Step } from '../line-rule.ts';

export type RunLength = {
  readonly id: string;
  readonly words: string;
  /** Whether a day with this code (OFF for a day off) belongs to the run. */
  readonly member: (code: number) => boolean;
  /** Days; 1 and Infinity for none. */
  readonly min: number;
  readonly max: number;
  /** Cost of each day that a run is too short or too long; Infinity makes the rule hard. */
  readonly perUnder: number;
  readonly perOver: number;
  /**
   * Days of the run before day 0; 0 when the day before does not belong to it. 'free': nothing is known, a run that
   * touches day 0 is never too short, and only its days from day 0 count against the maximum.
   */
  readonly before: number | 'free';
};

/** Days in a row of one sort: at least `min`, at most `max`. A run that touches the last day is never too short. */
export function runLength({ id, words, member, min, max, perUnder, perOver, before }: RunLength): LineRule {
  const cap = Number.isFinite(max) ? Math.max(min, max) : min;
  // 0: outside a run. 1 … cap: so many days in it. Beyond: a run from before day 0 that cannot be too short any more.
  const free = (days: number) => (days >= min ? Math.min(days, cap) : cap + 1 + days);
  const daysOf = (state: number) => (state > cap ? state - cap - 1 : state);
  const step = (state: number, code: number): Step => {
    const days = daysOf(state);
    if (!member(code)) {
      const short = state > 0 && state <= cap ? Math.max(0, min - days) : 0;
      return { to: 0, cost: short > 0 ? short * perUnder : 0 };
    }
    const to = state > cap ? free(days + 1) : Math.min(days + 1, cap);
    return { to, cost: days + 1 > max ? perOver : 0 };
  };
  return {
    id,
    words,
    automaton: {
      states: cap + 1 + min,
      start: before === 'free' ? free(0) : Math.min(before, cap),
      step,
      finish: () => 0,
    },
  };
}
