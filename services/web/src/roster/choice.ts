import { mondayOf } from '../layout/words.ts';

type Duty = { readonly duty: string; readonly date: string };
type Person = { readonly comes: readonly string[]; readonly goes: readonly string[] };

/** Duties whose changes are taken. A change of a person is one of a duty: who comes and who goes belong together. */
export type Chosen = ReadonlySet<string>;

/** The duties on which a person comes or goes. */
export const dutiesOf = ({ comes, goes }: Person): string[] => [...comes, ...goes];

/** Changed duties by week, in order. */
export const byWeek = <One extends Duty>(duties: readonly One[]) =>
  [...Map.groupBy(duties, ({ date }) => mondayOf(date))]
    .map(([week, own]) => ({ week, duties: own }))
    .sort((a, b) => (a.week < b.week ? -1 : 1));

/** Whether all, some or none of some duties are chosen. */
export function stateOf(chosen: Chosen, duties: readonly string[]): 'all' | 'some' | 'none' {
  const count = duties.filter((duty) => chosen.has(duty)).length;
  return count === 0 ? 'none' : count === duties.length ? 'all' : 'some';
}

/** Chooses duties that were not all chosen; gives them up where they were. */
export function toggled(chosen: Chosen, duties: readonly string[]): Chosen {
  const next = new Set(chosen);
  const isAll = stateOf(chosen, duties) === 'all';
  for (const duty of duties) {
    if (isAll) next.delete(duty);
    else next.add(duty);
  }
  return next;
}

/**
 * Duties that are not chosen, and that people leave who come on a chosen one. Without these, somebody may still be at
 * work there, and is refused.
 */
export function leftBehind(chosen: Chosen, people: readonly Person[]): string[] {
  const left = people
    .filter(({ comes }) => comes.some((duty) => chosen.has(duty)))
    .flatMap(({ goes }) => goes.filter((duty) => !chosen.has(duty)));
  return [...new Set(left)];
}
