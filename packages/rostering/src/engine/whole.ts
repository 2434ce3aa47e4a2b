import { dive } from './dive.ts';
import { generate, wholeBound } from './generate.ts';
import { createMaster, type Part } from './master.ts';
import { isProved, keep, letGo, polishFrom, type Running, takeBetter } from './running.ts';

/** Beyond so many rows or days the whole is never priced at once. */
const MOST_ROWS = 1600;
const MOST_DAYS = 200;
/** Share of the time after which pricing the whole gives way to a dive and neighbourhoods, done or not. */
const WHOLE_SHARE = 0.5;
/** Share of the time left that a dive may take. */
const DIVE_SHARE = 0.5;
/** How near to its bound the whole is priced before each dive, as a share of the cost, and what a dive takes as sure. */
const DIVES = [
  { nearness: 2e-3, threshold: 0.75 },
  { nearness: 5e-4, threshold: 0.9 },
  { nearness: 0, threshold: 0.65 },
];
const CLOSE_ENOUGH = 0.02;
const SMOOTHING = 0.5;
const MOST_ROUNDS = 1000;
/** After the first rounds it is known whether those that it usually takes would fit. */
const FIRST_ROUNDS = 5;
const USUAL_ROUNDS = 25;

export function isPricedWhole({ job, broken }: Running): boolean {
  return job.instance.rows.length <= MOST_ROWS && job.instance.days <= MOST_DAYS && broken.length === 0;
}

/**
 * Prices everybody's lines on the whole horizon together, which bounds every roster's cost, and dives from there; nearer
 * to the bound before each dive. Where the rounds that it usually takes would not fit into its share of the time it ends
 * early: neighbourhoods are the better use of it.
 */
export function priceWhole(running: Running): void {
  const { job, solver, pool, own, together, isTimed, isOver, timeLeft } = running;
  const { instance } = job;
  const part: Part = {
    people: [...instance.people.keys()],
    from: 0,
    to: instance.days,
    fixedCover: new Int32Array(instance.rows.length),
  };
  const master = createMaster(solver, instance, part, 'interior');
  const started = performance.now();
  let rounds = 0;
  const isTooSlow = () =>
    isTimed &&
    rounds >= FIRST_ROUNDS &&
    ((performance.now() - started) / rounds) * USUAL_ROUNDS > WHOLE_SHARE * job.milliseconds;
  try {
    for (const person of part.people) for (const column of pool.of(person)) master.add(column);
    running.best.forEach((line, person) => {
      const made = pool.add(person, line);
      if (made?.isNew) master.add(made.column);
    });
    for (const { nearness, threshold } of DIVES) {
      const generated = generate({
        instance,
        master,
        pool,
        priceAll: together,
        lines: running.best,
        fix: instance.people.map(() => null),
        smoothing: SMOOTHING,
        rounds: MOST_ROUNDS,
        cutoff: Number.POSITIVE_INFINITY,
        closeEnough: Math.max(CLOSE_ENOUGH, nearness * running.cost),
        leastGain: 0,
        isOver: () => isOver() || isProved(running) || isTooSlow() || timeLeft() < (1 - WHOLE_SHARE) * job.milliseconds,
        onRound: (_, lower) => {
          rounds++;
          raiseBound(running, wholeBound(lower));
        },
      });
      running.rowPrices = Float64Array.from(generated.bestPrices);
      letGo(running);
      takeBetter(running);
      if (isOver() || isProved(running) || isTooSlow()) return;
      const found = dive({
        instance,
        master,
        pool,
        priceAll: own,
        lines: running.best,
        threshold,
        cutoff: running.cost,
        timeLeft: () => (isTimed ? timeLeft() * DIVE_SHARE : Number.POSITIVE_INFINITY),
        isOver,
      });
      if (found) {
        const lines = running.best.map((line, person) => found.get(person) ?? line);
        keep(running, lines, 'dive');
        polishFrom(running, lines, 'dive', isOver);
      }
      if (generated.ended === 'over') return;
      master.columns.forEach((_, column) => {
        master.allow(column, true);
      });
    }
  } finally {
    master.dispose();
  }
}

function raiseBound(running: Running, bound: number): void {
  if (!Number.isFinite(bound) || (running.bound !== null && bound <= running.bound)) return;
  running.bound = bound;
  running.job.tell('prices', { lines: null, cost: running.cost, bound });
}
