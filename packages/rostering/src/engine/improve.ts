import { chooseNeighbourhood, type Reach } from './neighbourhood.ts';
import { searchPart } from './part.ts';
import { isProved, type Running, takeBetter } from './running.ts';
import { coverOf } from './score.ts';

const LEAST_PEOPLE = 3;
/** Neighbourhoods in a row that gained nothing make the next ones larger; one of which nothing was to be gained counts more. */
const IDLE_TO_GROW = 12;
const CUT_COUNTS = 3;
/** Longer horizons are freed a month at a time. */
const WHOLE_DAYS = 56;
const MONTH = 28;
const ROUNDS = 40;
const CLOSE_ENOUGH = 0.3;

/** Frees some people and weeks at a time, larger where smaller ones are done with, until the steps or the time are used. */
export function improveAround(running: Running): void {
  const { job, random, isOver } = running;
  const { instance, steps } = job;
  const able = instance.people.length - running.broken.length;
  const reach: Reach = {
    people: Math.min(able, Math.max(4, Math.min(8, Math.round(able / 4)))),
    days: instance.days <= WHOLE_DAYS ? instance.days : MONTH,
  };
  let idle = 0;
  for (let step = 0; step < steps && !isOver() && !isProved(running); step++) {
    takeBetter(running);
    const around = chooseNeighbourhood(instance, running.best, coverOf(instance, running.best), reach, random);
    const outcome = searchPart(running, around, {
      method: 'vertex',
      priceAll: running.own,
      rounds: ROUNDS,
      closeEnough: CLOSE_ENOUGH,
      timeLeft: () => Number.POSITIVE_INFINITY,
    });
    idle = outcome === 'better' || outcome === 'lost' ? 0 : idle + (outcome === 'cut' ? CUT_COUNTS : 1);
    if (outcome === 'lost') reach.people = Math.max(LEAST_PEOPLE, reach.people - 1);
    if (idle < IDLE_TO_GROW) continue;
    idle = 0;
    if (instance.days > reach.days && random(2) === 0) reach.days = Math.min(instance.days, reach.days + 7);
    else reach.people = Math.min(able, reach.people + 1);
  }
}
