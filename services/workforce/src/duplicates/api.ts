import type { Rows } from '@weft/eventing';
import { asks, router } from '@weft/service-kit';
import { type Reach, reachNow } from '../reach/reach.ts';
import { standingOf } from '../reach/standing.ts';

type Pair = {
  readonly a: string;
  readonly a_name: string;
  readonly a_body: string | null;
  readonly b: string;
  readonly b_name: string;
  readonly b_body: string | null;
};

/** Two records that may be one person. Two different numbers of one register are two people, whatever their names. */
const PAIRS = `SELECT a.person AS a, a.name AS a_name, a.body AS a_body, b.person AS b, b.name AS b_name, b.body AS b_body
  FROM people a JOIN people b ON a.name_key = b.name_key AND a.person < b.person
  WHERE a.merged_into IS NULL AND b.merged_into IS NULL AND (a.body IS NULL OR b.body IS NULL OR a.body <> b.body)
  ORDER BY a.plain, a.person, b.person`;
const SHOWN = 200;

function why({ a_body, b_body }: Pair): string {
  if (a_body === null && b_body === null) return 'The same name, and neither has a professional number.';
  if (a_body !== null && b_body !== null)
    return `The same name, with numbers of two registers (${a_body} and ${b_body}).`;
  return `The same name, and only one has a professional number (${a_body ?? b_body}).`;
}

function isTheirs(rows: Rows, reach: Reach, { a, b }: Pair): boolean {
  const standings = [a, b].map((person) => standingOf(rows, reach, person));
  return !standings.includes(null) && standings.some((standing) => standing === 'own' || standing === 'operator');
}

/** Records that may be one person, at least one of them of the caller's own organisation; 200 at most. */
export const duplicatesApi = ({ rows }: { readonly rows: Rows }) =>
  router({
    list: asks(['rota-manager', 'operator']).query(async ({ ctx }) => {
      const reach = await reachNow(rows, ctx);
      return rows
        .all<Pair>(PAIRS)
        .filter((pair) => isTheirs(rows, reach, pair))
        .slice(0, SHOWN)
        .map((pair) => ({
          people: [
            { person: pair.a, name: pair.a_name },
            { person: pair.b, name: pair.b_name },
          ] as const,
          why: why(pair),
        }));
    }),
  });
