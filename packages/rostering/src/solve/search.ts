import type { Best } from './best.ts';
import { fillGap, moveDuty, swapDuties } from './moves.ts';
import type { Random } from './random.ts';
import type { State } from './state.ts';

/** A step may cost as much as the roster did so many steps ago. */
const LATENESS = 300;

/** One step of the search: a random change, made where the rules and late acceptance let it. */
type Step = () => void;

/**
 * Late acceptance hill climbing (Burke and Bykov, EJOR 258, 2017): a change is made when the new cost is no more than
 * the present one or the one of LATENESS steps ago. Empty places get four tries in ten while there are any.
 */
export function lateAcceptance(state: State, best: Best, random: Random): Step {
  const costs = new Float64Array(LATENESS).fill(state.cost);
  let at = 0;
  return () => {
    const limit = Math.max(state.cost, costs[at]!);
    const draw = random(10);
    const move = draw < 4 && state.open.length > 0 ? fillGap : draw < 7 ? moveDuty : swapDuties;
    if (move(state, random, limit)) best.see();
    costs[at] = state.cost;
    at = (at + 1) % LATENESS;
  };
}
