import type { Rows } from '@weft/eventing';
import type { Reach } from '../reach/reach.ts';
import { plainName } from './name-key.ts';

const SURVIVOR = 'coalesce(p.merged_into, p.person)';

/** Whom a manager sees, by survivor; `is_full` is 1 for own people. Values: own codes, covered pairs, today. */
const SEEN = `
  SELECT ${SURVIVOR} AS person, e.employer, 1 AS is_full
    FROM employments e JOIN people p ON p.person = e.person
    WHERE e.employer IN (SELECT value FROM json_each(:own))
  UNION ALL
  SELECT ${SURVIVOR}, e.employer, 0
    FROM json_each(:covered) c
    JOIN employments e ON e.employer = c.value ->> 'employer'
      AND (c.value ->> 'group' IS NULL OR e.staff_group = c.value ->> 'group')
    JOIN people p ON p.person = e.person
    WHERE e.to_day IS NULL OR e.to_day > :today
  UNION ALL
  SELECT p.person, NULL, 1 FROM people p
    WHERE p.registered_by IN (SELECT value FROM json_each(:own)) AND p.merged_into IS NULL
      AND NOT EXISTS (SELECT 1 FROM employments e JOIN people r ON r.person = e.person
        WHERE r.person = p.person OR r.merged_into = p.person)`;

const ALL = `
  SELECT ${SURVIVOR} AS person, e.employer, 1 AS is_full FROM people p LEFT JOIN employments e ON e.person = p.person`;

/** What is asked for; without a page, everybody. */
type Asked = { readonly search: string | null; readonly organisation: string | null; readonly page: number | null };

/** People on one page of a list. */
const PAGE = 50;

/** Ids of the people whom the caller may see, by name, one page of them, and how many there are. */
export function listPeople(
  rows: Rows,
  reach: Reach,
  { search, organisation, page }: Asked,
): { readonly total: number; readonly people: readonly string[] } {
  const words = search === null ? '' : plainName(search);
  const number = search?.replace(/\s+/g, '').toUpperCase() ?? '';
  const seen = (reach.isOperator ? ALL : SEEN)
    .replaceAll(':own', '?1')
    .replaceAll(':covered', '?2')
    .replaceAll(':today', '?3');
  const found = `
    WITH given AS (SELECT ?1 AS own, ?2 AS covered, ?3 AS today), seen AS (${seen}),
    mine AS (SELECT person, max(is_full) AS is_full FROM seen WHERE ?4 IS NULL OR employer = ?4 GROUP BY person)
    SELECT p.person FROM mine JOIN people p ON p.person = mine.person
    WHERE ?5 = '' OR EXISTS (SELECT 1 FROM people r WHERE (r.person = p.person OR r.merged_into = p.person)
      AND ((?6 <> '' AND r.plain LIKE '%' || ?6 || '%') OR (mine.is_full = 1 AND r.number = ?5)))
    ORDER BY p.plain, p.person`;
  const values = [
    JSON.stringify([...reach.own]),
    JSON.stringify(reach.covered),
    reach.today,
    organisation,
    number,
    words,
  ] as const;
  const total = rows.get<{ total: number }>(`SELECT count(*) AS total FROM (${found})`, ...values)?.total ?? 0;
  const people = rows.all<{ person: string }>(
    `${found} LIMIT ?7 OFFSET ?8`,
    ...values,
    page === null ? -1 : PAGE,
    (page ?? 0) * PAGE,
  );
  return { total, people: people.map(({ person }) => person) };
}

/** Ids of everybody whom the caller may see, by name. */
export const everybody = (rows: Rows, reach: Reach): readonly string[] =>
  listPeople(rows, reach, { search: null, organisation: null, page: null }).people;
