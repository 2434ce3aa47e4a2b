import type { Gap, Placement, Problem, Roster } from '../model.ts';
import { type Best, bestOf } from './best.ts';
import { boundOf } from './bound.ts';
import { breathOf } from './breath.ts';
import { gapsOf } from './gaps.ts';
import { judgeOf } from './judge.ts';
import { fillingOrder, placeBest, placeFirst } from './place.ts';
import { randomFrom } from './random.ts';
import { annealing } from './search.ts';
import { layStart } from './start-from.ts';
import { placementsOf, startState } from './state.ts';
import { tabulate } from './tables.ts';

/** The search for a roster of a problem, or of a part of one that has nothing to do with the rest. */
export type PartSearch = {
  /** Builds the first roster, and calls `tell` now and then. */
  readonly begin: (startFrom: readonly Placement[], tell: () => void) => Promise<void>;
  /** Makes so many steps; fewer when its roster is proven best. */
  readonly step: (steps: number) => Promise<void>;
  /** Goes back to the best roster and fills what is free. */
  readonly end: () => Promise<void>;
  readonly cost: () => number;
  readonly bound: () => number;
  readonly emptyPlaces: () => number;
  /** The placements of the best roster so far. */
  readonly checkpoint: () => Placement[];
  /** The state's roster; the best one after `end`. */
  readonly roster: () => { readonly placements: Roster['placements']; readonly gaps: readonly Gap[] };
};

type Searched = {
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
  /** Steps to be expected for each place, and the share of the search that is done, from 0 to 1. */
  readonly stepsPerPlace: number;
  readonly share: (stepsMade: number) => number;
  /** Says when there is no more time to choose well. */
  readonly isLate: () => boolean;
};

/** A round of the bound is paid for with so many steps for each person and duty that may go together. */
const STEPS_A_PAIR = 0.5;
/** While the first roster is built, a report comes with so many duties. */
const DUTIES_A_REPORT = 100;
/** Rounds of the bound when the search ends, so that a short one has a bound worth telling; fewer with many pairs. */
const LAST_ROUNDS = 20;
const LAST_PAIRS = 2_000_000;

/** Prepares the search of a valid problem. The same problem, seed, shares and steps give the same roster. */
export function partSearch(problem: Problem, { seed, signal, stepsPerPlace, share, isLate }: Searched): PartSearch {
  const t = tabulate(problem);
  const state = startState(t, judgeOf(t));
  const breathe = breathOf(state.judge, signal);
  const random = randomFrom(seed);
  const pairs = t.candidates.reduce((sum, people) => sum + people.length, 0);
  let best: Best = bestOf(state);
  let made = 0;
  let nextRound = 0;
  const next = annealing(state, () => best, { random, stepsPerPlace, share: () => share(made) });
  const bound = boundOf(t);
  const isBest = () => best.cost() <= bound.value();

  async function begin(startFrom: readonly Placement[], tell: () => void) {
    try {
      layStart(state, startFrom);
      for (const [at, duty] of fillingOrder(t).entries()) {
        while (state.openAt[duty]! >= 0 && (isLate() ? placeFirst : placeBest)(state, duty)) await breathe();
        await breathe();
        if (at % DUTIES_A_REPORT < DUTIES_A_REPORT - 1) continue;
        best = bestOf(state);
        tell();
      }
    } finally {
      best = bestOf(state);
    }
    bound.improve(best.cost(), best.lines());
  }

  async function step(steps: number) {
    for (const end = made + steps; made < end && !isBest(); made++) {
      if (made >= nextRound) {
        bound.improve(best.cost(), best.lines());
        nextRound = made + Math.ceil(pairs * STEPS_A_PAIR);
      }
      next();
      const pause = breathe();
      if (pause) await pause;
    }
  }

  /** The search may leave a place empty for a cheaper line; a person who can take a place takes it. */
  async function end() {
    best.restore();
    for (let isChanging = true; isChanging; ) {
      isChanging = false;
      for (const duty of [...state.open].sort((a, b) => a - b)) {
        while (state.openAt[duty]! >= 0 && (isLate() ? placeFirst : placeBest)(state, duty)) {
          isChanging = true;
          await breathe();
        }
        await breathe();
      }
    }
    best = bestOf(state);
    const rounds = Math.min(LAST_ROUNDS, Math.ceil(LAST_PAIRS / Math.max(1, pairs)));
    for (let round = 0; round < rounds && !isBest(); round++) {
      bound.improve(best.cost(), best.lines());
      await breathe();
    }
  }

  return {
    begin,
    step,
    end,
    cost: () => best.cost(),
    bound: bound.value,
    emptyPlaces: () => best.emptyPlaces(),
    checkpoint: () => best.placements(),
    roster: () => ({ placements: placementsOf(state), gaps: gapsOf(state) }),
  };
}
