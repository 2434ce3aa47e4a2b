import type { Frame, Problem } from '../model.ts';

/** Minutes of travel between two sites, either direction. */
export type TravelPair = { readonly from: string; readonly to: string; readonly minutes: number };

/** A problem as plain data, fit for a message to a worker, a file or a queue: travel is a list instead of a function. */
export type ProblemData = Omit<Problem, 'frame'> & {
  readonly frame: Omit<Frame, 'travelMinutes'> & { readonly travel: readonly TravelPair[] };
};

/** The problem that the data describes. A pair that is named twice has its last minutes; one not named has 0. */
export function problemOf(data: ProblemData): Problem {
  const minutes = new Map<string, number>();
  for (const pair of data.frame.travel) minutes.set(pairKey(pair.from, pair.to), pair.minutes);
  const { zone, period, known } = data.frame;
  const travelMinutes = (from: string, to: string) => minutes.get(pairKey(from, to)) ?? 0;
  return { ...data, frame: { zone, period, known, travelMinutes } };
}

const pairKey = (a: string, b: string) => (a < b ? `${a}\n${b}` : `${b}\n${a}`);
