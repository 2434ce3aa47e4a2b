import type { Employment } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import type { Duty } from '../duty/events.ts';
import type { Network } from '../facts/network-facts.ts';
import { type Employed, everyEmployment } from '../facts/workforce-facts.ts';
import type { RotaState } from './state.ts';

/** What a duty asks of the person who does it. */
type Need = Pick<Duty, 'grades' | 'skill'>;

/** Whether an employment has a grade and the skill that a duty asks for. */
export const suits = (employment: Pick<Employment, 'grade' | 'skills'>, { grades, skill }: Need): boolean =>
  (grades.length === 0 || grades.includes(employment.grade)) && (skill === null || employment.skills.includes(skill));

type Asked = {
  readonly rota: Pick<RotaState, 'owner' | 'organisations'>;
  readonly network: Network;
  readonly needs: readonly Need[];
  readonly from: string;
  readonly to: string;
};
type Kept = { readonly network: Network; readonly employed: readonly Employed[]; readonly people: readonly string[] };
const found = new WeakMap<readonly Need[], Map<string, Kept>>();
const REMEMBERED = 100;

/**
 * Ids of people whom a rota's duties could use: employed on a day of [from, to) by its owner or by an organisation
 * that takes part, with a grade and skill that some duty asks for. Sorted. The same array as long as needs, employments
 * and network are the same.
 */
export function staffOf(rows: Rows, asked: Asked): readonly string[] {
  const { rota, network, needs, from, to } = asked;
  const employed = everyEmployment(rows);
  const key = [rota.owner, ...rota.organisations, from, to].join();
  const kept = found.get(needs) ?? new Map<string, Kept>();
  found.set(needs, kept);
  const before = kept.get(key);
  if (before?.network === network && before.employed === employed) return before.people;
  const people = peopleFor(asked, employed);
  if (kept.size >= REMEMBERED) kept.clear();
  kept.set(key, { network, employed, people });
  return people;
}

function peopleFor({ rota, network, needs, from, to }: Asked, employed: readonly Employed[]): string[] {
  const wanted = new Set([rota.owner, ...rota.organisations].map((code) => network.codeOn(code, from)));
  const distinct = [...new Map(needs.map((need) => [`${need.grades.join()}/${need.skill}`, need])).values()];
  const people = new Set<string>();
  for (const { person, employment } of employed) {
    if (employment.from >= to || (employment.to !== null && employment.to <= from)) continue;
    if (!wanted.has(network.codeOn(employment.employer, from))) continue;
    if (distinct.some((need) => suits(employment, need))) people.add(person);
  }
  return [...people].sort();
}
