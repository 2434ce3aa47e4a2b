import type { Placement } from '../model.ts';
import { type State, setLines } from './state.ts';

/** The best roster that a search has seen. */
export type Best = {
  /** Remembers the state's roster if it is better than what is remembered. */
  readonly see: () => void;
  readonly cost: () => number;
  readonly emptyPlaces: () => number;
  /** [person] items by start. */
  readonly lines: () => readonly (readonly number[])[];
  readonly placements: () => Placement[];
  /** Puts the best roster back into the state. */
  readonly restore: () => void;
};

/** Starts with the state's present roster as the best. */
export function bestOf(state: State): Best {
  let cost = state.cost;
  let emptyPlaces = state.emptyPlaces;
  let lines = state.lines.slice();

  return {
    see() {
      if (state.cost >= cost) return;
      ({ cost, emptyPlaces } = state);
      lines = state.lines.slice();
    },
    cost: () => cost,
    emptyPlaces: () => emptyPlaces,
    lines: () => lines,
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
    },
  };
}
