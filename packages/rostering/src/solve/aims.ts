import type { Duty, Frame } from '../model.ts';
import { periodInterval } from './local-facts.ts';
import { workMinutes } from './tables.ts';

/** What speaks against a change of a person's duties, in units of weight: as in a roster's cost, fairness left out. */
export type FillWeights = {
  /** A soft finding. */
  readonly softFinding: number;
  /** An hour over or under the contracted work, squared. */
  readonly hoursBalance: number;
  /** A minute of travel between duties that follow each other at different sites. */
  readonly travelMinute: number;
};

/** What a person holds, added up once for all questions. */
export type Held = {
  /** In order of start. */
  readonly duties: readonly Duty[];
  /** In the period, in minutes. */
  readonly work: number;
  /** In all, in minutes. */
  readonly travel: number;
  /** The longest duty, in milliseconds. */
  readonly longest: number;
  readonly contractedMinutes: number | null;
};

/** How a person's hours and ways change with one duty more and others given up. */
export type Aims = {
  /** Work in the period with the duty, less the contracted work, in minutes; null when nothing is agreed. */
  readonly overContract: number | null;
  /** Minutes of travel that come with the duty. */
  readonly travel: number;
  /** What both come to more when these are given up for the duty, weighed. */
  readonly of: (givenUp: readonly Duty[]) => number;
  /** No choice of duties to give up comes to less. */
  readonly floor: number;
};

/** Adds up what a person holds. `duties` are in order of start. */
export function heldOf(frame: Frame, duties: readonly Duty[], contractedMinutes: number | null): Held {
  const period = periodInterval(frame);
  let work = 0;
  let travel = 0;
  let longest = 0;
  let last: Duty | undefined;
  for (const duty of duties) {
    work += workIn(period, duty);
    travel += wayBetween(frame, last, duty);
    longest = Math.max(longest, duty.end - duty.start);
    last = duty;
  }
  return { duties, work, travel, longest, contractedMinutes };
}

/** The aims of a person who is asked for a duty. */
export function aimsOf(frame: Frame, weights: FillWeights, held: Held, duty: Duty): Aims {
  const { contractedMinutes } = held;
  const period = periodInterval(frame);
  const work = held.work + workIn(period, duty);
  const hours = (minutes: number) =>
    contractedMinutes === null ? 0 : Math.round(((minutes - contractedMinutes) / 60) ** 2) * weights.hoursBalance;
  const before = hours(held.work);
  return {
    overContract: contractedMinutes === null ? null : work - contractedMinutes,
    travel: travelChange(frame, held.duties, duty, []),
    of: (givenUp) => {
      const left = givenUp.reduce((sum, each) => sum - workIn(period, each), work);
      return hours(left) - before + weights.travelMinute * travelChange(frame, held.duties, duty, givenUp);
    },
    floor: hours(Math.min(work, contractedMinutes ?? work)) - before - weights.travelMinute * held.travel,
  };
}

/** Duties at the same time as this one. */
export function clashesOf({ duties, longest }: Held, { start, end }: Duty): Duty[] {
  const clashes: Duty[] = [];
  for (let at = firstFrom(duties, end) - 1; at >= 0 && duties[at]!.start > start - longest; at--) {
    if (duties[at]!.end > start) clashes.unshift(duties[at]!);
  }
  return clashes;
}

/** Walks the duties around those that come and go, once as they are and once as they would be. */
function travelChange(frame: Frame, duties: readonly Duty[], duty: Duty, givenUp: readonly Duty[]): number {
  const start = givenUp.reduce((first, each) => Math.min(first, each.start), duty.start);
  const end = givenUp.reduce((last, each) => Math.max(last, each.start), duty.start);
  const from = firstFrom(duties, start);
  let then = duties[from - 1];
  let now = then;
  let isTaken = false;
  let minutes = 0;
  for (let at = from; at <= duties.length; at++) {
    const next = duties[at];
    if (!isTaken && (next === undefined || next.start >= duty.start)) {
      minutes += wayBetween(frame, now, duty);
      now = duty;
      isTaken = true;
    }
    if (next === undefined) break;
    minutes -= wayBetween(frame, then, next);
    then = next;
    if (givenUp.includes(next)) continue;
    minutes += wayBetween(frame, now, next);
    now = next;
    if (isTaken && next.start > end) break;
  }
  return minutes;
}

/** The index of the first duty that starts at that instant or later. */
function firstFrom(duties: readonly Duty[], start: number): number {
  let low = 0;
  let high = duties.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (duties[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

const workIn = (period: { readonly start: number; readonly end: number }, duty: Duty) =>
  duty.start >= period.start && duty.start < period.end ? workMinutes(duty) : 0;

const wayBetween = (frame: Frame, from: Duty | undefined, to: Duty | undefined) =>
  from === undefined || to === undefined || from.site === to.site ? 0 : frame.travelMinutes(from.site, to.site);
