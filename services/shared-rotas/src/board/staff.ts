import type { Employment } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import type { Duty } from '../duty/events.ts';
import type { Network } from '../facts/network-facts.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import type { RotaState } from './state.ts';

/** What a duty asks of the person who does it. */
type Need = Pick<Duty, 'grades' | 'skill'>;

/** Whether an employment has a grade and the skill that a duty asks for. */
export const suits = (employment: Pick<Employment, 'grade' | 'skills'>, { grades, skill }: Need): boolean =>
  (grades.length === 0 || grades.includes(employment.grade)) && (skill === null || employment.skills.includes(skill));

type Row = { person: string; body: string };

/**
 * Ids of people whom a rota's duties could use: employed on a day of [from, to) by its owner or by an organisation
 * that takes part, with a grade and skill that some duty asks for. Sorted.
 */
export function staffOf(
  rows: Rows,
  {
    rota,
    network,
    needs,
    from,
    to,
  }: {
    readonly rota: Pick<RotaState, 'owner' | 'organisations'>;
    readonly network: Network;
    readonly needs: readonly Need[];
    readonly from: string;
    readonly to: string;
  },
): string[] {
  const wanted = new Set([rota.owner, ...rota.organisations].map((code) => network.codeOn(code, from)));
  const employers = rows
    .all<{ employer: string }>('SELECT DISTINCT employer FROM fact_employments')
    .filter(({ employer }) => wanted.has(network.codeOn(employer, from)));
  const distinct = [...new Map(needs.map((need) => [JSON.stringify([need.grades, need.skill]), need])).values()];
  const people = new Set<string>();
  for (const { person, body } of rows.all<Row>(
    'SELECT person, body FROM fact_employments WHERE employer IN (SELECT value FROM json_each(?))',
    JSON.stringify(employers.map(({ employer }) => employer)),
  )) {
    const employment = JSON.parse(body) as Employment;
    if (employment.from >= to || (employment.to !== null && employment.to <= from)) continue;
    if (distinct.some((need) => suits(employment, need))) people.add(presentIdOf(rows, person));
  }
  return [...people].sort();
}
