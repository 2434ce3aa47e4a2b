import type { Counter, LineRule } from '../line-rule.ts';

export type Total = {
  readonly id: string;
  readonly words: string;
  readonly add: Counter['add'];
  /** The sum before day 0. */
  readonly before: number;
  /** The sum at the end is at least `min` and at most `max`. */
  readonly min: number;
  readonly max: number;
  /** Cost of each unit under or over; Infinity makes the rule hard. */
  readonly perUnder: number;
  readonly perOver: number;
  /** The greatest sum that a line can reach, when going over is only dear. */
  readonly most: number;
};

/** A sum over the line: minutes, shifts of a type, weekends. */
export function total({ id, words, add, before, min, max, perUnder, perOver, most }: Total): LineRule {
  const limit = perOver === Number.POSITIVE_INFINITY ? Math.max(before, Math.min(max, most)) : Math.max(before, most);
  return {
    id,
    words,
    counter: {
      start: before,
      limit,
      add,
      cost: (sum) => (sum < min ? (min - sum) * perUnder : sum > max ? (sum - max) * perOver : 0),
    },
  };
}

const SATURDAY = 5;
const SUNDAY = 6;

/** Units of a weekend counter whose kinds of day are the weekdays from Monday: one for a weekend with any work. */
export const weekendWorked: Counter['add'] = (_, worked, kind) =>
  kind === SATURDAY || (kind === SUNDAY && !worked) ? 1 : 0;
