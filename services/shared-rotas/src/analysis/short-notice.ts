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

type Row = { booking: string; duty: string; person: string; start: string; began: string; ended: string | null };

/**
 * Changes of placements on the duties of [from, to), made after the rota was first published and with less notice than
 * RD-LIVE6 asks for. A pin, or another id of the same person, is no change.
 */
export function shortNoticeOf(
  rows: Rows,
  { rota, from, to }: { readonly rota: string; readonly from: string; readonly to: string },
): ShortNotice[] {
  const first = rows.get<{ at: string | null }>('SELECT min(at) AS at FROM publications WHERE rota = ?', rota)?.at;
  if (!first) return [];
  const publishedAt = Date.parse(first);
  const kept = (at: string, start: string) =>
    changeNotice({ zone: ZONE, publishedAt, changedAt: Date.parse(at), dutyStart: Date.parse(start) })?.isKept ?? true;
  return rows
    .all<Row>(
      `SELECT p.booking, p.duty, max(p.person) AS person, d.start, min(p.valid_from) AS began,
         CASE WHEN sum(p.valid_to IS NULL) > 0 THEN NULL ELSE max(p.valid_to) END AS ended
       FROM board_places p JOIN board_duties d ON d.duty = p.duty AND d.to_position IS NULL
       WHERE p.rota = ? AND d.date >= ? AND d.date < ? GROUP BY p.booking, p.duty, d.start ORDER BY d.start, p.booking`,
      rota,
      from,
      to,
    )
    .flatMap(({ duty, person, start, began, ended }) => {
      const date = localDay(start);
      const changes = [
        { what: 'placed' as const, at: began },
        ...(ended ? [{ what: 'taken-off' as const, at: ended }] : []),
      ];
      return changes
        .filter(({ at }) => !kept(at, start))
        .map((change) => ({ ...change, duty, person, date, days: daysBetween(localDay(change.at), date) }));
    });
}
