import type { Gap } from '../model.ts';
import { insert } from './line-items.ts';
import { quickStop } from './quick-stop.ts';
import { emptyPlaces, type State } from './state.ts';

/**
 * Every duty with an empty place, in the problem's order, with the reason of each eligible person who does not hold it:
 * a rule's id, 'already-working' or 'on-leave'; 'nobody-eligible' with 0 people where there is no such person.
 */
export function gapsOf(state: State): Gap[] {
  return [...state.open]
    .sort((a, b) => a - b)
    .map((duty) => ({
      duty: state.t.problem.duties[duty]!.id,
      places: emptyPlaces(state, duty),
      reasons: reasonsOf(state, duty),
    }));
}

/** What a person is asked about a duty with: the lines as they are, and the rules. */
type Asked = Pick<State, 't' | 'lines' | 'judge'>;

/** Why nobody takes a duty that is open, in the manner of `gapsOf`. Throws where somebody could. */
export function reasonsOf(state: Asked, duty: number): Gap['reasons'] {
  const { t } = state;
  const people = new Map<string, number>();
  for (let person = 0; person < t.people; person++) {
    if (t.isEligible[duty * t.people + person] === 0 || state.lines[person]!.includes(duty)) continue;
    const reason = stopOf(state, person, duty);
    people.set(reason, (people.get(reason) ?? 0) + 1);
  }
  if (people.size === 0) return [{ reason: 'nobody-eligible', people: 0 }];
  return [...people]
    .map(([reason, count]) => ({ reason, people: count }))
    .sort((a, b) => b.people - a.people || (a.reason < b.reason ? -1 : 1));
}

/** What stops a person from taking a duty; the search fills a place that nothing stops, so there is always something. */
function stopOf(state: Asked, person: number, duty: number): string {
  const { t } = state;
  const line = state.lines[person]!;
  const quick = quickStop(t, person, line, duty);
  if (quick) return quick;
  const longer = line.slice();
  insert(t, longer, duty);
  const rule = state.judge.line(person, longer).stoppedBy[0];
  if (rule === undefined) throw new Error(`Duty ${t.item[duty]!.id} is left open although a person could take it.`);
  return rule;
}
