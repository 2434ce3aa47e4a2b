import type { Footprint } from './machine.ts';
import type { Verdict } from './result.ts';

/** What a process takes at first is its warm-up. */
const FROM_SECOND = 300;
/** A slope over less than this says nothing. */
const AT_LEAST_SECONDS = 300;
const MOST_MB_A_MINUTE = 1;
const MOST_WRITE_AHEAD_MB = 64;
/** Connections come and go; more than these above the first count is a leak. */
const MOST_MORE_FILES = 20;

/** By how much a quantity grows in a minute: the straight line nearest to what was seen. */
function slope(seen: readonly Footprint[], of: (one: Footprint) => number): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minutes = seen.map(({ second }) => second / 60);
  const [x, y] = [mean(minutes), mean(seen.map(of))];
  const over = seen.reduce((sum, one, index) => sum + ((minutes[index] as number) - x) * (of(one) - y), 0);
  const under = minutes.reduce((sum, minute) => sum + (minute - x) ** 2, 0);
  return over / under;
}

/** Whether memory, files and write-ahead log stay flat; says nothing of runs too short to tell. */
export function flatVerdicts(footprints: readonly Footprint[]): Verdict[] {
  const seen = footprints.filter(({ second }) => second >= FROM_SECOND);
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last || last.second - first.second < AT_LEAST_SECONDS) return [];
  const grows = Math.round(slope(seen, ({ residentMB }) => residentMB) * 100) / 100;
  const more = last.files - first.files;
  const writeAhead = Math.max(...seen.map(({ writeAheadMB }) => writeAheadMB));
  return [
    {
      name: `memory: at most ${MOST_MB_A_MINUTE} MB more a minute`,
      holds: grows <= MOST_MB_A_MINUTE,
      found: `${grows}`,
    },
    { name: `files: at most ${MOST_MORE_FILES} more`, holds: more <= MOST_MORE_FILES, found: `${more}` },
    {
      name: `write-ahead log: at most ${MOST_WRITE_AHEAD_MB} MB`,
      holds: writeAhead <= MOST_WRITE_AHEAD_MB,
      found: `${writeAhead}`,
    },
  ];
}
