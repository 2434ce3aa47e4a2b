import { OFF } from '../instance.ts';
import type { LineRule } from '../line-rule.ts';

const SATURDAY = 5;
const SUNDAY = 6;

/** Both days of a weekend are worked, or neither. Kinds of day are the weekdays from Monday. */
export function wholeWeekend(id: string, words: string, cost: number): LineRule {
  return {
    id,
    words,
    automaton: {
      // What Saturday was, told on Sunday: 0 off or unknown, 1 worked.
      states: 2,
      start: 0,
      step: (state, code, kind) => ({
        to: kind === SATURDAY && code !== OFF ? 1 : 0,
        cost: kind === SUNDAY && (state === 1) !== (code !== OFF) ? cost : 0,
      }),
      finish: () => 0,
    },
  };
}
