import { OFF } from '../instance.ts';
import type { LineRule } from '../line-rule.ts';

const SUNDAY = 6;

/** Both days of a weekend are worked, or neither. Kinds of day are the weekdays from Monday, which day 0 is. */
export function wholeWeekend(id: string, words: string, cost: number): LineRule {
  return {
    id,
    words,
    automaton: {
      // Whether the day before was worked: told on every day, which costs no state beside rules of days in a row.
      states: 2,
      start: 0,
      step: (state, code, kind) => ({
        to: code === OFF ? 0 : 1,
        cost: kind === SUNDAY && (state === 1) !== (code !== OFF) ? cost : 0,
      }),
      finish: () => 0,
    },
  };
}
