import type { BenchmarkShift } from './read.ts';

/** When each shift starts, in minutes after midnight, and the forbidden successions that still leave 11 hours of rest. */
export type Starts = {
  readonly at: ReadonlyMap<string, number>;
  readonly notKept: readonly { readonly shift: string; readonly next: string }[];
};

const DAY = 1440;
const REST = 11 * 60;
const USUAL_START = 8 * 60;
const STEP = 30;
const ROUNDS = 8;

/**
 * The instance says which shift may not follow which, and no times. Starts are chosen so that a forbidden succession
 * leaves less than the 11 hours of daily rest, and an allowed one does not, as far as that goes.
 */
export function startsOf(shifts: readonly BenchmarkShift[]): Starts {
  const at = new Map<string, number>();
  const order = [...shifts].sort((a, b) => a.notBefore.length - b.notBefore.length || (a.id < b.id ? -1 : 1));
  for (let round = 0; round < ROUNDS; round++) {
    let isSettled = true;
    for (const shift of order) {
      const best = bestStart(shift, at, shifts);
      if (best !== at.get(shift.id)) isSettled = false;
      at.set(shift.id, best);
    }
    if (isSettled) break;
  }
  const notKept = shifts.flatMap((shift) =>
    shift.notBefore.flatMap((next) =>
      restBetween(at.get(shift.id) ?? 0, shift.minutes, at.get(next) ?? 0) >= REST ? [{ shift: shift.id, next }] : [],
    ),
  );
  return { at, notKept };
}

/** Minutes from the end of a shift to the start of another one on the next day. */
const restBetween = (start: number, minutes: number, next: number) => next + DAY - (start + minutes);

function bestStart(shift: BenchmarkShift, at: ReadonlyMap<string, number>, shifts: readonly BenchmarkShift[]): number {
  let best = USUAL_START;
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < DAY; start += STEP) {
    const faults = shifts.reduce((sum, other) => {
      const otherStart = other.id === shift.id ? start : at.get(other.id);
      if (otherStart === undefined) return sum;
      const after = isWrong(shift, other.id, restBetween(start, shift.minutes, otherStart));
      const before =
        other.id === shift.id ? 0 : isWrong(other, shift.id, restBetween(otherStart, other.minutes, start));
      return sum + after + before;
    }, 0);
    const cost = faults * DAY + Math.abs(start - USUAL_START);
    if (cost >= least) continue;
    least = cost;
    best = start;
  }
  return best;
}

const isWrong = ({ notBefore }: BenchmarkShift, next: string, rest: number) =>
  notBefore.includes(next) === rest < REST ? 0 : 1;
