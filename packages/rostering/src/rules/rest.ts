import { holdsDay, type Line } from '../line.ts';
import { durationWords } from '../words.ts';
import { HOUR } from '../zone.ts';
import type { Breach } from './rule.ts';
import { lengthOf, type Run } from './run.ts';

/**
 * The breach when the rest after the spell at `index` is shorter than `hours`, travel taken out; none when no next
 * spell is known, or neither of the two starts in the period.
 */
export function shortRest({ spells, period }: Line, index: number, hours: number): readonly Breach[] {
  const before = spells[index]!;
  const after = spells[index + 1];
  if (after === undefined || before.restAfter === null || before.restAfter >= hours * HOUR) return [];
  if (!holdsDay(period, before.startDay) && !holdsDay(period, after.startDay)) return [];
  const short = durationWords(hours * HOUR - before.restAfter);
  return [
    {
      from: before.end,
      to: after.start,
      value: before.restAfter / HOUR,
      limit: hours,
      duties: [...before.shifts, ...after.shifts].map(({ id }) => id),
      mend: `Start the later shift ${short} later, or end the one before it ${short} sooner.`,
    },
  ];
}

/** The short rests after the last spell of each run of `length` days or more. */
export function shortRestsAfter(
  line: Line,
  runs: readonly Run[],
  { length, hours }: { length: number; hours: number },
): Breach[] {
  return runs
    .filter((run) => lengthOf(run) >= length)
    .flatMap((run) => shortRest(line, run.spells[run.spells.length - 1]!, hours));
}
