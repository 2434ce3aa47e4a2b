import type { Line } from '../line.ts';
import type { Spell } from '../spell.ts';
import type { Breach } from './rule.ts';

/** A maximal sequence of consecutive local days that carry a mark, with the spells that carry them. */
export type Run = {
  readonly firstDay: number;
  readonly lastDay: number;
  /** Indexes into the spells of the line, in order of start. */
  readonly spells: readonly number[];
};

/** Which days a spell marks, as day numbers in order; none when it takes no part. */
type Marks = (spell: Spell) => readonly number[];

/** The runs of marked days of one person, history and future included. */
export function runsOf({ spells }: Line, marksOf: Marks): Run[] {
  const runs: { firstDay: number; lastDay: number; spells: number[] }[] = [];
  for (let i = 0; i < spells.length; i++) {
    for (const day of marksOf(spells[i]!)) {
      const last = runs[runs.length - 1];
      if (last === undefined || day > last.lastDay + 1) {
        runs.push({ firstDay: day, lastDay: day, spells: [i] });
        continue;
      }
      last.lastDay = Math.max(last.lastDay, day);
      if (last.spells[last.spells.length - 1] !== i) last.spells.push(i);
    }
  }
  return runs;
}

/** How many days a run has. */
export function lengthOf(run: Run): number {
  return run.lastDay - run.firstDay + 1;
}

/** The runs longer than allowed of which any day lies in the period; `what` names the marked shifts in the plural. */
export function longRuns(line: Line, runs: readonly Run[], { max, what }: { max: number; what: string }): Breach[] {
  const breaches: Breach[] = [];
  for (const run of runs) {
    const length = lengthOf(run);
    if (length <= max || run.firstDay >= line.period.toDay || run.lastDay < line.period.fromDay) continue;
    const spells = run.spells.map((i) => line.spells[i]!);
    const free = Math.floor(length / (max + 1));
    breaches.push({
      from: spells[0]!.start,
      to: spells[spells.length - 1]!.end,
      value: length,
      limit: max,
      duties: spells.flatMap(({ shifts }) => shifts.map(({ id }) => id)),
      mend: `Free ${free} of these ${length} days of ${what}, so that no more than ${max} follow each other.`,
    });
  }
  return breaches;
}
