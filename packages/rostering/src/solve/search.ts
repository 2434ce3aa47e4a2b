import type { Best } from './best.ts';
import { fillGap, type Move, moveDuty, swapDays, swapDuties } from './moves.ts';
import type { Random } from './random.ts';
import type { State } from './state.ts';

/** The temperature at the end of a search, in units of weight; the highest at its beginning; where it is lower. */
const COLD = 0.3;
const HOTTEST = 30;
/** The temperature follows the share of the search that is done once in so many steps. */
const STEPS_A_TEMPERATURE = 64;
const FINEST = 1 << 24;
/** Tries in a hundred that go to empty places: in the first part of a search, and later. */
const FIRST_SHARE = 0.05;
const FIRST_FILLS = 50;
const FILLS = 5;

/** One step of the search: a random change, made where the rules and the temperature let it. */
type Step = () => void;

/**
 * Simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983): a change that makes the roster dearer is made
 * with a probability that falls with its price and with the time that is left. `stepsPerPlace` is how many steps are
 * to be expected for each place: a short search begins cooler. `share` says how much of it is done, from 0 to 1.
 */
export function annealing(
  state: State,
  best: () => Best,
  {
    random,
    stepsPerPlace,
    share,
  }: { readonly random: Random; readonly stepsPerPlace: number; readonly share: () => number },
): Step {
  const hot = Math.max(COLD, Math.min(HOTTEST, stepsPerPlace));
  let temperature = hot;
  let fills = FIRST_FILLS;
  let count = 0;
  return () => {
    if (count++ % STEPS_A_TEMPERATURE === 0) {
      const done = share();
      temperature = hot * (COLD / hot) ** done;
      fills = done < FIRST_SHARE ? FIRST_FILLS : FILLS;
    }
    const limit = state.cost - temperature * Math.log((random(FINEST) + 1) / FINEST);
    if (moveOf(state, random, fills)(state, random, limit)) best().see();
  };
}

/** Empty places first; of ten other tries four give a duty away, five swap two duties, and one swaps some days. */
function moveOf(state: State, random: Random, fills: number): Move {
  if (random(100) < fills && state.open.length > 0) return fillGap;
  const draw = random(10);
  return draw < 4 ? moveDuty : draw < 9 ? swapDuties : swapDays;
}
