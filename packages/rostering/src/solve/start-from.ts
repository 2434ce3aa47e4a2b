import type { Placement } from '../model.ts';
import { type State, tryChange } from './state.ts';

/** Lays the placements of an earlier roster, in their order. What does not fit this problem or breaks a hard rule is left out. */
export function layStart(state: State, placements: readonly Placement[]): void {
  const { t } = state;
  const people = new Map(t.problem.people.map((person, index) => [person.id, index]));
  const duties = new Map(t.problem.duties.map((duty, index) => [duty.id, index]));
  for (const placement of placements) {
    const person = people.get(placement.person);
    const duty = duties.get(placement.duty);
    if (person === undefined || duty === undefined) continue;
    if (state.openAt[duty]! < 0 || t.isCandidate[duty * t.people + person] === 0) continue;
    if (!tryChange(state, [{ person, out: -1, in: duty }], Number.POSITIVE_INFINITY)) continue;
    state.whys.set(duty * t.people + person, 'Kept from the roster that this one started from.');
  }
}
