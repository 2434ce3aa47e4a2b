import type { ColumnPool } from './columns.ts';
import { type Generated, type Generation, generate } from './generate.ts';
import type { Instance, Line } from './instance.ts';
import type { Master } from './master.ts';
import { FREE } from './price.ts';

export type Dive = {
  readonly instance: Instance;
  readonly master: Master;
  readonly pool: ColumnPool;
  readonly priceAll: Generation['priceAll'];
  readonly lines: readonly Line[];
  /** A (person, day, code) with at least this share in the relaxation is fixed. */
  readonly threshold: number;
  /** Ends the dive when its bound comes to this. */
  readonly cutoff: number;
  /** Milliseconds that the dive may take, or Infinity: it fixes more at a time where it would not come to its end. */
  readonly timeLeft: () => number;
  readonly isOver: () => boolean;
};

const ROUNDS_A_STEP = 5;
/** Cells that a step fixes at least, as a share of the people whose lines are still open. */
const LEAST_SHARE = 0.1;
/** How many fixed cells make a line whole, more or less. */
const CELLS_A_PERSON = 4;
/** From here on a line counts as whole; the relaxation may be solved from within. */
const WHOLE_SHARE = 1 - 1e-3;

/**
 * Fixes what the relaxation is nearly sure of, prices again under what is fixed, until every line is whole (the dive of
 * Strandmark, Qu and Curtois 2020, with exact lines). Gives the lines of the part's people, or null when it failed.
 */
export function dive(job: Dive): Map<number, Line> | null {
  const { instance, master, pool, priceAll, lines, isOver } = job;
  const { part } = master;
  const fix = instance.people.map(() => null as Int16Array | null);
  for (const person of part.people) fix[person] = new Int16Array(instance.days).fill(FREE);
  let generated: Generated = { point: master.solve(), bound: 0, ended: 'done', bestPrices: new Float64Array(0) };

  let stepBegan = performance.now();
  let least = LEAST_SHARE;
  while (!isOver()) {
    const shares = generated.point.shares;
    const whole = wholeLines(master, shares);
    if (whole.size === part.people.length) return whole;
    const open = part.people.length - whole.size;
    if (!fixMore(instance, master, shares, fix, job.threshold, Math.ceil(least * open))) return null;
    master.columns.forEach(({ person, line }, column) => {
      master.allow(column, agrees(line, fix[person]!));
    });
    generated = generate({
      instance,
      master,
      pool,
      priceAll,
      lines,
      fix,
      smoothing: 0,
      rounds: ROUNDS_A_STEP,
      cutoff: Number.POSITIVE_INFINITY,
      closeEnough: 0.2,
      leastGain: 0.5,
      isOver,
    });
    if (generated.ended === 'stuck' || generated.point.cost >= job.cutoff - 1e-6) return null;
    least = Math.max(LEAST_SHARE, (CELLS_A_PERSON * (performance.now() - stepBegan)) / job.timeLeft());
    stepBegan = performance.now();
  }
  return null;
}

/** Lines that have the whole share of their person. */
function wholeLines(master: Master, shares: Float64Array): Map<number, Line> {
  const whole = new Map<number, Line>();
  master.columns.forEach(({ person, line }, column) => {
    if (shares[column]! > WHOLE_SHARE) whole.set(person, line);
  });
  return whole;
}

/** Fixes cells, `least` of them where so many are likely; false when nothing was left to fix. */
function fixMore(
  instance: Instance,
  master: Master,
  shares: Float64Array,
  fix: readonly (Int16Array | null)[],
  threshold: number,
  least: number,
): boolean {
  const { part, columns } = master;
  const ofPerson = new Map<number, number[]>(part.people.map((person) => [person, []]));
  columns.forEach(({ person }, column) => {
    if (shares[column]! > 1e-7) ofPerson.get(person)!.push(column);
  });
  let fixed = 0;
  for (let limit = threshold; fixed < least && limit > 0.5; limit *= 0.9) {
    for (const person of part.people) {
      const live = ofPerson.get(person)!;
      if (live.length < 2) continue;
      fixed += fixPerson(instance, master, shares, live, fix[person]!, limit);
    }
  }
  if (fixed > 0) return true;
  // Nothing is sure: the largest share of all becomes whole.
  let best = -1;
  columns.forEach((_, column) => {
    if (shares[column]! <= WHOLE_SHARE && shares[column]! > (best < 0 ? 1e-7 : shares[best]!)) best = column;
  });
  if (best < 0) return false;
  const { person, line } = columns[best]!;
  for (let day = part.from; day < part.to; day++) fix[person]![day] = line[day]!;
  return true;
}

/** Fixes one person's sure cells, the surest first, with shares counted again after each among the lines that agree. */
function fixPerson(
  { codes }: Instance,
  { part, columns }: Master,
  shares: Float64Array,
  live: readonly number[],
  fix: Int16Array,
  limit: number,
): number {
  const wide = codes.length + 1;
  const share = new Float64Array((part.to - part.from) * wide);
  for (const column of live) {
    const { line } = columns[column]!;
    for (let day = part.from; day < part.to; day++) {
      const at = (day - part.from) * wide + line[day]! + 1;
      share[at] = share[at]! + shares[column]!;
    }
  }
  const sure: { day: number; code: number; share: number }[] = [];
  share.forEach((value, at) => {
    const day = part.from + Math.floor(at / wide);
    if (value >= limit && fix[day] === FREE) sure.push({ day, code: (at % wide) - 1, share: value });
  });
  sure.sort((a, b) => b.share - a.share || a.day - b.day);
  let agreeing = live;
  let fixed = 0;
  for (const { day, code } of sure) {
    const all = agreeing.reduce((sum, column) => sum + shares[column]!, 0);
    const next = agreeing.filter((column) => columns[column]!.line[day] === code);
    const part = next.reduce((sum, column) => sum + shares[column]!, 0);
    if (part < limit * all) continue;
    if (next.length < agreeing.length) fixed++;
    fix[day] = code;
    agreeing = next;
  }
  return fixed;
}

function agrees(line: Line, fix: Int16Array): boolean {
  for (let day = 0; day < line.length; day++) if (fix[day] !== FREE && fix[day] !== line[day]) return false;
  return true;
}
