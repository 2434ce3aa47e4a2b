import type { Rows } from '@weft/eventing';
import { changeNotice, daysBetween } from '@weft/rostering';
import { localDay, ZONE } from '../zone.ts';

/** A placement of a published rota that came or went with less notice than is owed. */
export type ShortNotice = {
  readonly duty: string;
  readonly person: string;
  readonly what: 'placed' | 'taken-off';
  readonly at: string;
  readonly date: string;
  /** Local days between the change and the duty. */
  readonly days: number;
};

type Row = {
  booking: string;
  duty: string;
  person: string;
  start: string;
  began: string;
  began_position: string;
  ended: string | null;
};

/**
 * Changes of placements on the duties of [from, to), made after the rota was first published and with less notice than
 * RD-LIVE6 asks for. A pin, or another id of the same person, is no change.
 */
export function shortNoticeOf(
  rows: Rows,
  { rota, from, to }: { readonly rota: string; readonly from: string; readonly to: string },
): ShortNotice[] {
  const first = rows.get<{ position: string; at: string }>(
    'SELECT from_position AS position, published_at AS at FROM board_rotas WHERE rota = ? AND version IS NOT NULL ORDER BY from_position LIMIT 1',
    rota,
  );
  if (!first) return [];
  const publishedAt = Date.parse(first.at);
  const kept = (at: string, start: string) =>
    changeNotice({ zone: ZONE, publishedAt, changedAt: Date.parse(at), dutyStart: Date.parse(start) })?.isKept ?? true;
  return rows
    .all<Row>(
      `SELECT p.booking, p.duty, max(p.person) AS person, d.start, min(p.valid_from) AS began, min(p.from_position) AS began_position,
         CASE WHEN sum(p.valid_to IS NULL) > 0 THEN NULL ELSE max(p.valid_to) END AS ended
       FROM board_places p JOIN board_duties d ON d.duty = p.duty AND d.to_position IS NULL
       WHERE p.rota = ? AND d.date >= ? AND d.date < ? GROUP BY p.booking, p.duty, d.start ORDER BY d.start, p.booking`,
      rota,
      from,
      to,
    )
    .flatMap(({ duty, person, start, began, began_position, ended }) => {
      const date = localDay(start);
      const changes = [
        ...(began_position > first.position ? [{ what: 'placed' as const, at: began }] : []),
        ...(ended ? [{ what: 'taken-off' as const, at: ended }] : []),
      ];
      return changes
        .filter(({ at }) => !kept(at, start))
        .map((change) => ({ ...change, duty, person, date, days: daysBetween(localDay(change.at), date) }));
    });
}
