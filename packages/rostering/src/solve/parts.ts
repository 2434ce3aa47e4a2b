import type { Problem } from '../model.ts';

/** What decides which parts a problem has. */
type Divisible = Pick<Problem, 'people' | 'duties' | 'pins'>;

/**
 * A problem in parts that have nothing to do with each other: no person of one may do a duty of another. The best
 * rosters of the parts together are the best of the whole, and their costs add up. People and duties keep their order;
 * parts are in the order of their first duty, and whoever has nothing to do is in a part without duties at the end.
 */
export function partsOf<Whole extends Divisible>(problem: Whole): Whole[] {
  const { people, duties, pins } = problem;
  const leaders = new Map(people.map(({ id }) => [id, id]));
  const leaderOf = (id: string): string => {
    let leader = id;
    while (leaders.get(leader) !== leader) leader = leaders.get(leader)!;
    for (let at = id; at !== leader; ) {
      const next = leaders.get(at)!;
      leaders.set(at, leader);
      at = next;
    }
    return leader;
  };
  const pinned = Map.groupBy(pins, ({ duty }) => duty);
  const first = new Map<string, string>();
  for (const { id, eligible } of duties) {
    const able = [...eligible, ...(pinned.get(id) ?? []).map(({ person }) => person)];
    if (able.length === 0) continue;
    first.set(id, able[0]!);
    for (const person of able) leaders.set(leaderOf(person), leaderOf(able[0]!));
  }

  /** Null for duties that nobody may do, and for people who may do nothing. */
  const keyOf = (duty: string) => (first.has(duty) ? leaderOf(first.get(duty)!) : null);
  const dutiesOf = Map.groupBy(duties, ({ id }) => keyOf(id));
  const peopleOf = Map.groupBy(people, ({ id }) => (dutiesOf.has(leaderOf(id)) ? leaderOf(id) : null));
  const pinsOf = Map.groupBy(pins, ({ duty }) => keyOf(duty));
  const keys = [...dutiesOf.keys()];
  if (peopleOf.has(null) && !dutiesOf.has(null)) keys.push(null);
  if (keys.length <= 1) return [problem];
  return keys.map((key) => ({
    ...problem,
    people: peopleOf.get(key) ?? [],
    duties: dutiesOf.get(key) ?? [],
    pins: pinsOf.get(key) ?? [],
  }));
}

/**
 * A problem in so many groups of its parts, or fewer: each about as large as the others, by places to fill. The parts of
 * a group are parts of the whole.
 */
export function groupsOf<Whole extends Divisible>(problem: Whole, most: number): Whole[] {
  const parts = partsOf(problem).sort((a, b) => placesOf(b) - placesOf(a));
  const groups = parts.slice(0, most).map((part) => [part]);
  for (const part of parts.slice(most)) {
    const sizes = groups.map((group) => group.reduce((sum, each) => sum + placesOf(each), 0));
    groups[sizes.indexOf(Math.min(...sizes))]!.push(part);
  }
  return groups.map((group) => {
    const people = new Set(group.flatMap((part) => part.people));
    const duties = new Set(group.flatMap((part) => part.duties));
    const pins = new Set(group.flatMap((part) => part.pins));
    return {
      ...problem,
      people: problem.people.filter((person) => people.has(person)),
      duties: problem.duties.filter((duty) => duties.has(duty)),
      pins: problem.pins.filter((pin) => pins.has(pin)),
    };
  });
}

/** How many places there are to fill, pins included. */
export const placesOf = ({ duties }: Divisible): number => duties.reduce((sum, { count }) => sum + count, 0);
