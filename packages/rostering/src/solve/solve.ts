import type { Problem, Roster, SolveOptions } from '../model.ts';
import { bestOf } from './best.ts';
import { breathOf } from './breath.ts';
import { gapsOf } from './gaps.ts';
import { judgeOf } from './judge.ts';
import { fillingOrder, placeBest } from './place.ts';
import { randomFrom } from './random.ts';
import { lateAcceptance } from './search.ts';
import { layStart } from './start-from.ts';
import { placementsOf, type State, startState } from './state.ts';
import { tabulate } from './tables.ts';
import { validate } from './validate.ts';

/** A report comes with each of so many equal parts of the steps, and so many times while the first roster is built. */
const REPORTS = 100;

/**
 * Builds a roster: the hardest duties first, each by the person whom it suits best, then a local search that fills
 * gaps by moving what is in the way, moves duties and swaps them.
 *
 * No placement breaks a hard rule that the person's pins and duties elsewhere do not break alone. Pins stay, whatever
 * they break. Placements of `startFrom` that do not fit are left out. A place that somebody can take is never left, even
 * where filling it costs more than the gap.
 * The same problem, seed, steps and start give the same roster.
 * Throws a ProblemError where the problem is wrong. When the signal aborts, a last progress reports the best
 * placements so far as its checkpoint, and the promise is rejected with the signal's reason.
 */
export async function solve(problem: Problem, options: SolveOptions): Promise<Roster> {
  options.signal?.throwIfAborted();
  validate(problem);
  const t = tabulate(problem);
  const state = startState(t, judgeOf(t));
  const breathe = breathOf(state.judge, options.signal);
  const random = randomFrom(options.seed);
  let best = bestOf(state);
  let step = 0;
  const report = () =>
    options.onProgress?.({
      step,
      steps: options.steps,
      cost: best.cost(),
      bound: null,
      gaps: best.emptyPlaces(),
      checkpoint: best.placements(),
    });

  try {
    layStart(state, options.startFrom ?? []);
    const order = fillingOrder(t);
    for (const [at, duty] of order.entries()) {
      if (at % Math.ceil(order.length / REPORTS) === 0) {
        best = bestOf(state);
        report();
      }
      while (state.openAt[duty]! >= 0 && placeBest(state, duty)) await breathe();
      await breathe();
    }
    best = bestOf(state);
    const next = lateAcceptance(state, best, random);
    for (; step < options.steps; step++) {
      if (step % Math.ceil(options.steps / REPORTS) === 0) report();
      next();
      await breathe();
    }
    best.restore();
    await fillWhatIsFree(state, breathe);
    best = bestOf(state);
    report();
  } catch (error) {
    if (options.signal?.aborted) {
      best.see();
      report();
    }
    throw error;
  }
  return { placements: placementsOf(state), gaps: gapsOf(state), cost: state.cost };
}

/** The search may leave a place empty for a cheaper line; a person who can take a place takes it. */
async function fillWhatIsFree(state: State, breathe: () => Promise<void> | undefined): Promise<void> {
  let isChanging = true;
  while (isChanging) {
    isChanging = false;
    for (const duty of [...state.open].sort((a, b) => a - b)) {
      while (state.openAt[duty]! >= 0 && placeBest(state, duty)) isChanging = true;
      await breathe();
    }
  }
}
