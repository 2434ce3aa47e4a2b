import type { Instance } from './instance.ts';
import { searchPart } from './part.ts';
import type { Running } from './running.ts';
import { windowsOf } from './start.ts';

/** Cells (people · days · codes) of a window: pricing everybody on it together is the work of seconds. */
const CELLS_AT_ONCE = 15_000;
const [FEWEST_WEEKS, MOST_WEEKS] = [2, 8];
/** Share of the time left that a pass over the horizon may take. */
const PASS_SHARE = 0.9;
const MOST_ROUNDS = 200;
const CLOSE_ENOUGH = 1;

/**
 * What is too large to be priced at once: everybody's lines on some weeks after the others, at first side by side, then
 * over the borders, until a pass gains nothing.
 */
export function sweep(running: Running): void {
  const { job, isTimed, isOver, timeLeft } = running;
  const { days, people } = job.instance;
  const length = Math.min(days, 7 * weeksAtOnce(job.instance));
  const windows = windowsOf(days, length);
  for (let hasGained = true; hasGained && !isOver(); ) {
    hasGained = false;
    for (const offset of [0, 1]) {
      const pass = windows.filter((_, at) => at % 2 === offset);
      for (const [at, from] of pass.entries()) {
        if (isOver()) return;
        const begun = performance.now();
        const budget = (timeLeft() * PASS_SHARE) / (pass.length - at);
        const outcome = searchPart(
          running,
          { people: [...people.keys()], from, to: Math.min(days, from + length) },
          {
            method: 'interior',
            priceAll: running.together,
            rounds: MOST_ROUNDS,
            closeEnough: CLOSE_ENOUGH,
            timeLeft: () => (isTimed ? budget - (performance.now() - begun) : Number.POSITIVE_INFINITY),
          },
        );
        if (outcome === 'better') hasGained = true;
      }
    }
  }
}

function weeksAtOnce({ people, codes }: Instance): number {
  const weeks = Math.floor(CELLS_AT_ONCE / Math.max(1, 7 * people.length * codes.length));
  return Math.max(FEWEST_WEEKS, Math.min(MOST_WEEKS, weeks));
}
