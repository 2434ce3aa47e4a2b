import type { Rows } from '@weft/eventing';
import { localDay } from '../zone.ts';

/** Since when a rota is, and how many events changed its board on each local day, in order; days without any are left out. */
export type RotaLife = {
  readonly openedAt: string;
  readonly days: readonly { readonly date: string; readonly changes: number }[];
};

const STAMPS = ['board_rotas', 'board_duties', 'board_places']
  .flatMap((table) => [
    `SELECT from_position AS position, valid_from AS at FROM ${table} WHERE rota = ?1`,
    `SELECT to_position, valid_to FROM ${table} WHERE rota = ?1 AND to_position IS NOT NULL`,
  ])
  .join(' UNION ALL ');

/** The life of a rota as the board's history tells it. Local days begin and end on the hour: events are counted by hours. */
export function lifeOf(rows: Rows, rota: string): RotaLife {
  const hours = rows.all<{ first: string; changes: number }>(
    `SELECT min(at) AS first, count(DISTINCT position) AS changes FROM (${STAMPS}) GROUP BY substr(at, 1, 13) ORDER BY 1`,
    rota,
  );
  const days = new Map<string, number>();
  for (const { first, changes } of hours) {
    const date = localDay(first);
    days.set(date, (days.get(date) ?? 0) + changes);
  }
  return { openedAt: hours[0]?.first ?? '', days: [...days].map(([date, changes]) => ({ date, changes })) };
}
