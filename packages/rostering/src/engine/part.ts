import type { PriceAll } from './crew.ts';
import { dive } from './dive.ts';
import { coverOutside, generate } from './generate.ts';
import type { Instance, Line } from './instance.ts';
import { addLikely } from './likely-columns.ts';
import { createMaster, type Master, type Method, type Part } from './master.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import { keep, type Running } from './running.ts';
import { coverOf, lineCost } from './score.ts';

/** 'cut': the bound shows that nothing is to be gained; 'lost': no whole lines were found in time. */
export type Outcome = 'cut' | 'better' | 'same' | 'lost';

/** How a part is solved. */
export type How = {
  readonly method: Method;
  readonly priceAll: PriceAll;
  readonly rounds: number;
  /** Ends the prices when the relaxation's cost is so near the bound. */
  readonly closeEnough: number;
  /** Milliseconds; half of what there is at first is for prices, the other for choosing lines. */
  readonly timeLeft: () => number;
};

const SMOOTHING = 0.5;
const SURE = 0.75;
/** Above so many columns that may pay, a part ends in a dive instead of a choice among them. */
const MOST_CHOICES = 250;
const NODES = 200;
/** A guard only: the nodes end it long before. */
const CHOICE_SECONDS = 5;
const NO_LIMIT = 1e6;

/** Frees some people on some days: a column generation of their own, then a choice of whole lines or a dive. */
export function searchPart(running: Running, around: Neighbourhood, how: How): Outcome {
  const { job, solver, pool, isTimed, isOver, best: lines } = running;
  const { instance } = job;
  const cover = coverOf(instance, lines);
  const people = around.people.filter((person) => !running.broken.includes(person));
  const part: Part = { ...around, people, fixedCover: coverOutside(instance, lines, cover, around) };
  const master = createMaster(solver, instance, part, how.method);
  const half = how.timeLeft() / 2;
  try {
    addLikely(instance, master, pool, lines, running.rowPrices);
    // All that the part does not touch costs the same before and after.
    const present = presentCost(instance, master, lines, cover);
    const common = { instance, master, pool, priceAll: how.priceAll, lines, cutoff: present };
    const generated = generate({
      ...common,
      fix: instance.people.map(() => null),
      smoothing: SMOOTHING,
      rounds: how.rounds,
      closeEnough: how.closeEnough,
      leastGain: 0,
      isOver: () => isOver() || how.timeLeft() < half,
    });
    if (generated.ended === 'cut') return 'cut';
    if (isOver()) return 'same';
    const chosen =
      how.method === 'interior' || master.useful(generated.point, present + 0.5) > MOST_CHOICES
        ? dive({ ...common, threshold: SURE, timeLeft: how.timeLeft, isOver })
        : master.chooseWhole(generated.point, present + 0.5, NODES, isTimed ? CHOICE_SECONDS : NO_LIMIT);
    if (chosen === null) return 'lost';
    const changed = lines.map((line, person) => chosen.get(person) ?? line);
    return keep(running, changed, 'neighbourhoods') ? 'better' : 'same';
  } finally {
    master.dispose();
  }
}

/** What the part costs as it stands: its people's lines and the rows of its days. */
function presentCost(instance: Instance, master: Master, lines: readonly Line[], cover: Int32Array): number {
  return (
    master.costOf(cover) +
    master.part.people.reduce((sum, person) => sum + lineCost(instance.people[person]!, lines[person]!), 0)
  );
}
