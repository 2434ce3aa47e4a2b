import type { Placement } from '../model.ts';
import { type State, setLines } from './state.ts';

/** The best roster that a search has seen. */
export type Best = {
  /** Remembers the state's roster if it is better than what is remembered. */
  readonly see: () => void;
  readonly cost: () => number;
  readonly emptyPlaces: () => number;
  readonly placements: () => Placement[];
  /** Puts the best roster back into the state. */
  readonly restore: () => void;
};

/** Starts with the state's present roster as the best. */
export function bestOf(state: State): Best {
  let cost = state.cost;
  let emptyPlaces = state.emptyPlaces;
  let lines = state.lines.slice();
  let whys = new Map(state.whys);

  return {
    see() {
      if (state.cost >= cost) return;
      ({ cost, emptyPlaces } = state);
      lines = state.lines.slice();
      whys = new Map(state.whys);
    },
    cost: () => cost,
    emptyPlaces: () => emptyPlaces,
    placements() {
      const { duties, people } = state.t.problem;
      return lines.flatMap((line, person) =>
        line
          .filter((item) => item < duties.length)
          .map((item) => ({ duty: duties[item]!.id, person: people[person]!.id })),
      );
    },
    restore() {
      setLines(state, lines);
      state.whys = new Map(whys);
    },
  };
}
