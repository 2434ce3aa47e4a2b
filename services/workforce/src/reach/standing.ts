import type { Employment } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import type { Reach } from './reach.ts';

/**
 * How a person stands to the one who asks. 'own': employed now by their organisation, or registered by it and employed
 * by nobody yet. 'former': was employed. 'shared': an arrangement brings them. 'self': the asker. null: none of these.
 */
export type Standing = 'operator' | 'self' | 'own' | 'former' | 'shared' | null;

type EmploymentRow = { readonly person: string; readonly terms: string };

/** The record that a person is known by now, and all records that are that person. */
export function familyOf(
  rows: Rows,
  person: string,
): { readonly survivor: string; readonly records: readonly string[] } | null {
  const known = rows.get<{ merged_into: string | null }>('SELECT merged_into FROM people WHERE person = ?', person);
  if (!known) return null;
  const survivor = known.merged_into ?? person;
  const merged = rows.all<{ person: string }>(
    'SELECT person FROM people WHERE merged_into = ? ORDER BY person',
    survivor,
  );
  return { survivor, records: [survivor, ...merged.map((one) => one.person)] };
}

/** All employments of a person's records, oldest first. */
export const employmentsOf = (rows: Rows, records: readonly string[]): readonly Employment[] =>
  rows
    .all<EmploymentRow>(
      'SELECT person, terms FROM employments WHERE person IN (SELECT value FROM json_each(?)) ORDER BY from_day, employer, assignment',
      JSON.stringify(records),
    )
    .map(({ terms }) => JSON.parse(terms) as Employment);

/** Whether an arrangement shows this employment to the one who asks. */
export const isCovered = ({ covered }: Reach, { employer, staffGroup }: Employment): boolean =>
  covered.some((one) => one.employer === employer && (one.group === null || one.group === staffGroup));

/** How a person stands to the one who asks; a manager's powers follow from it. */
export function standingOf(rows: Rows, reach: Reach, person: string): Standing {
  const family = familyOf(rows, person);
  if (!family) return null;
  if (reach.isOperator) return 'operator';
  const standing = reach.isManager ? standingAtWork(rows, reach, family.records) : null;
  if (standing === 'own') return standing;
  return family.records.includes(reach.person) ? 'self' : standing;
}

function standingAtWork(rows: Rows, reach: Reach, records: readonly string[]): Standing {
  const employments = employmentsOf(rows, records);
  const isCurrent = ({ to }: Employment) => to === null || to > reach.today;
  const own = employments.filter(({ employer }) => reach.own.has(employer));
  if (own.some(isCurrent)) return 'own';
  if (employments.length === 0) {
    const by = rows.get<{ registered_by: string }>(
      'SELECT registered_by FROM people WHERE person = ?',
      records[0] as string,
    );
    if (by && reach.own.has(by.registered_by)) return 'own';
  }
  if (employments.some((one) => isCurrent(one) && isCovered(reach, one))) return 'shared';
  return own.length > 0 ? 'former' : null;
}
