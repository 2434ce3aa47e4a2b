import type { Change, Diff } from './diff.ts';

/** What one person will notice of a publication. */
export type PersonChanges = {
  readonly person: string;
  readonly placed: readonly Change[];
  readonly takenOff: readonly Change[];
};

/** A diff told by person, in order of id. Whoever is not in it is told nothing. */
export function byPerson({ added, removed }: Diff): PersonChanges[] {
  const people = new Map<string, { placed: Change[]; takenOff: Change[] }>();
  const of = (person: string) => {
    const known = people.get(person) ?? { placed: [], takenOff: [] };
    people.set(person, known);
    return known;
  };
  for (const change of added) if (change.person !== null) of(change.person).placed.push(change);
  for (const change of removed) if (change.person !== null) of(change.person).takenOff.push(change);
  return [...people]
    .map(([person, changes]) => ({ person, ...changes }))
    .sort((a, b) => (a.person < b.person ? -1 : 1));
}
