import type { Rows } from '@weft/eventing';
import { now } from '../board/moment.ts';
import { linesAt } from '../lines/state.ts';

/** Why a place is empty, as far as its history tells. Why somebody is on leave stays with their employer. */
export type GapCause = 'never-filled' | 'on-leave' | 'taken-off';

type Gap = { readonly duty: string; readonly date: string };
type Row = { duty: string; person: string; position: string };

/** The cause of each empty place of one rota, by duty: the last person who gave it back decides. */
export function causesOf(rows: Rows, rota: string, gaps: readonly Gap[]): ReadonlyMap<string, GapCause> {
  const last = new Map<string, Row>();
  for (const row of rows.all<Row>(
    `SELECT p.duty, p.person, p.to_position AS position FROM board_places p
     WHERE p.rota = ? AND p.to_position IS NOT NULL AND p.duty IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM board_places q WHERE q.booking = p.booking AND q.to_position IS NULL)`,
    rota,
    JSON.stringify(gaps.map(({ duty }) => duty)),
  )) {
    const before = last.get(row.duty);
    if (!before || before.position < row.position) last.set(row.duty, row);
  }
  const people = [...new Set([...last.values()].map(({ person }) => person))];
  const leave = new Map(linesAt(rows, people, now).map((line) => [line.person, line.leave]));
  return new Map(
    gaps.map(({ duty, date }) => {
      const row = last.get(duty);
      if (!row) return [duty, 'never-filled'] as const;
      const isAway = leave.get(row.person)?.some(({ from, to }) => from <= date && date < to);
      return [duty, isAway ? ('on-leave' as const) : ('taken-off' as const)];
    }),
  );
}
