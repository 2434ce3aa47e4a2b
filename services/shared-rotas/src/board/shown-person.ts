import type { Network } from '../facts/network-facts.ts';
import type { KnownPerson } from '../facts/workforce-facts.ts';

type Shown = { readonly from: string; readonly to: string; readonly network: Network };

/** Who somebody is on a board of the local days [from, to): name, employers, grade, skills and home site of then. */
export function shownPersonOf({ person, name, employments }: KnownPerson, { from, to, network }: Shown) {
  const current = employments.filter((each) => each.from < to && (each.to === null || each.to > from));
  return {
    person,
    name,
    employers: [...new Set(current.map(({ employer }) => employer as string))].map((code) => ({
      code,
      name: network.nameOn(code, from),
    })),
    grade: current[0]?.grade ?? null,
    skills: [...new Set(current.flatMap(({ skills }) => skills))],
    homeSite: current[0]?.homeSite ?? null,
  };
}
