import { without } from './line-items.ts';
import { quickStop } from './quick-stop.ts';
import type { Random } from './random.ts';
import { type Edit, type State, tryChange, trySwaps } from './state.ts';

/** Tries one random change whose cost comes to at most `limit`. True when it was made. */
export type Move = (state: State, random: Random, limit: number) => boolean;

const PEOPLE_TRIED = 4;
const BLOCKER_REACH_MS = 48 * 3_600_000;
/** Swaps reach from 1 to 64 places along the duties' order of start. */
const SWAP_REACHES = 7;
const MOST_DAYS = 7;
const DAY_MS = 24 * 3_600_000;

/** Fills an empty place; where a movable duty is in the way, moves that one to somebody else, or leaves it open for a dearer one. */
export const fillGap: Move = (state, random, limit) => {
  const { t } = state;
  if (state.open.length === 0) return false;
  const duty = state.open[random(state.open.length)]!;
  const candidates = t.candidates[duty]!;
  for (let tries = 0; tries < Math.min(PEOPLE_TRIED, candidates.length); tries++) {
    const person = candidates[random(candidates.length)]!;
    if (state.lines[person]!.includes(duty)) continue;
    if (attempt(state, [{ person, out: -1, in: duty }], limit, 'Fills a place that was empty')) return true;
    const blocker = blockerOf(state, random, person, duty);
    if (blocker >= 0 && eject(state, random, { person, out: blocker, in: duty }, limit)) return true;
  }
  return false;
};

/** Gives a duty to another person. */
export const moveDuty: Move = (state, random, limit) => {
  const from = randomPlacement(state, random);
  if (!from) return false;
  const candidates = state.t.candidates[from.duty]!;
  const person = candidates[random(candidates.length)];
  if (person === undefined || person === from.person) return false;
  const edits = [
    { person: from.person, out: from.duty, in: -1 },
    { person, out: -1, in: from.duty },
  ];
  return attempt(state, edits, limit, 'Moved here');
};

/** Swaps two people's duties that lie near each other in the problem's order of start. */
export const swapDuties: Move = (state, random, limit) => {
  const { t } = state;
  const one = randomPlacement(state, random);
  if (!one) return false;
  const reach = 1 << random(SWAP_REACHES);
  const at = t.rank[one.duty]! + random(2 * reach + 1) - reach;
  const duty = t.byStart[at];
  if (duty === undefined || duty === one.duty) return false;
  const person = movableHolder(state, random, duty);
  if (person < 0 || person === one.person) return false;
  if (t.isCandidate[duty * t.people + one.person] === 0 || t.isCandidate[one.duty * t.people + person] === 0)
    return false;
  const edits = [
    { person: one.person, out: one.duty, in: duty },
    { person, out: duty, in: one.duty },
  ];
  return attempt(state, edits, limit, 'Came by a swap');
};

/** Swaps all that two people do from one of their duties on for one to seven days, so far as it can be moved. */
export const swapDays: Move = (state, random, limit) => {
  const { t } = state;
  const one = randomPlacement(state, random);
  if (!one) return false;
  const candidates = t.candidates[one.duty]!;
  const other = candidates[random(candidates.length)]!;
  if (other === undefined || other === one.person) return false;
  const from = t.start[one.duty]!;
  const to = from + (1 + random(MOST_DAYS)) * DAY_MS;
  const [mine, theirs] = [state.lines[one.person]!, state.lines[other]!];
  const outs = movableIn(state, one.person, { from, to }).filter((item) => !theirs.includes(item));
  const ins = movableIn(state, other, { from, to }).filter((item) => !mine.includes(item));
  if (outs.some((duty) => t.isCandidate[duty * t.people + other] === 0)) return false;
  if (ins.some((duty) => t.isCandidate[duty * t.people + one.person] === 0)) return false;
  const swaps = [
    { person: one.person, outs, ins },
    { person: other, outs: ins, ins: outs },
  ];
  if (!trySwaps(state, swaps, limit)) return false;
  for (const { person, ins: joined } of swaps) noteWhy(state, person, joined, 'Came by a swap of some days');
  return true;
};

/** The movable items of a person that start in [from, to). */
function movableIn({ t, lines }: State, person: number, { from, to }: { from: number; to: number }): number[] {
  return lines[person]!.filter(
    (item) =>
      item < t.duties && t.start[item]! >= from && t.start[item]! < to && t.isPinned[item * t.people + person] === 0,
  );
}

/** A movable item of the person near the duty, one that overlaps it where there is one; −1 for none. */
function blockerOf(state: State, random: Random, person: number, duty: number): number {
  const { t } = state;
  let chosen = -1;
  let seen = 0;
  for (const item of state.lines[person]!) {
    if (item >= t.duties || t.isPinned[item * t.people + person] === 1) continue;
    if (t.start[item]! > t.end[duty]! + BLOCKER_REACH_MS || t.end[item]! < t.start[duty]! - BLOCKER_REACH_MS) continue;
    if (t.start[item]! < t.end[duty]! && t.end[item]! > t.start[duty]!) return item;
    if (random(++seen) === 0) chosen = item;
  }
  return chosen;
}

function eject(state: State, random: Random, edit: Edit, limit: number): boolean {
  const { t } = state;
  if (quickStop(t, edit.person, without(state.lines[edit.person]!, edit.out), edit.in)) return false;
  const others = t.candidates[edit.out]!;
  for (let tries = 0; tries < Math.min(PEOPLE_TRIED, others.length); tries++) {
    const person = others[random(others.length)]!;
    if (person === edit.person) continue;
    const edits = [edit, { person, out: -1, in: edit.out }];
    if (attempt(state, edits, limit, 'Took over so that an empty place could be filled')) return true;
  }
  return attempt(state, [edit], limit, 'Fills a place that was empty; another was left open for it');
}

/** Makes the change and writes down why. */
function attempt(state: State, edits: readonly Edit[], limit: number, what: string): boolean {
  if (!tryChange(state, edits, limit)) return false;
  for (const edit of edits) if (edit.in >= 0) noteWhy(state, edit.person, [edit.in], what);
  return true;
}

/** Writes down why a person took these duties. */
function noteWhy(state: State, person: number, duties: readonly number[], what: string): void {
  const why = `${what}: ${effectOf(state)}.`;
  for (const duty of duties) state.whys.set(duty * state.t.people + person, why);
}

/** The aim that the last change served most, in words. */
function effectOf(state: State): string {
  const { gaps, hours, fairness, travel, softFindings } = state.gains;
  const most = Math.min(gaps, hours, fairness, travel, softFindings);
  if (most >= 0) return 'as good for every aim, on the way to a better roster';
  if (gaps === most) return 'fewer or less costly gaps';
  if (hours === most) return 'hours nearer to the contracts';
  if (fairness === most) return 'nights and weekends shared more fairly';
  return travel === most ? 'less travel' : 'fewer soft findings';
}

function randomPlacement(state: State, random: Random): { duty: number; person: number } | null {
  if (state.t.duties === 0) return null;
  const duty = random(state.t.duties);
  const person = movableHolder(state, random, duty);
  return person < 0 ? null : { duty, person };
}

/** A holder of the duty who is not pinned to it; −1 for none. */
function movableHolder(state: State, random: Random, duty: number): number {
  const holders = state.holders[duty]!;
  if (holders.length === 0) return -1;
  const person = holders[random(holders.length)]!;
  return state.t.isPinned[duty * state.t.people + person] === 1 ? -1 : person;
}
