import type { Rows } from '@weft/eventing';
import { now } from '../board/moment.ts';
import { dutiesAt, type RotaState } from '../board/state.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { diffOf, touchedBy } from './diff.ts';

type Row = {
  version: number;
  at: string;
  by: string;
  organisation: string;
  reason: string | null;
  position: string;
  stands: 'open' | 'declined' | 'approved' | 'passed';
  because: string | null;
  ended_by: string | null;
  ended_at: string | null;
};

/** The newest request for a publication: who asked, what became of it, and how many duties changed since. */
export function lastRequest(rows: Rows, rota: RotaState) {
  const row = rows.get<Row>(
    'SELECT * FROM publication_requests WHERE rota = ? ORDER BY position DESC LIMIT 1',
    rota.rota,
  );
  if (!row) return null;
  const nameOf = (person: string) => knownPerson(rows, person)?.name ?? person;
  const days = { rota: rota.rota, ...rota.period };
  const changedSince =
    row.stands === 'open'
      ? touchedBy(diffOf(dutiesAt(rows, days, { kind: 'position', position: row.position }), dutiesAt(rows, days, now)))
          .size
      : 0;
  return {
    version: row.version,
    at: row.at,
    by: row.by,
    byName: nameOf(row.by),
    organisation: row.organisation,
    reason: row.reason,
    stands: row.stands,
    because: row.because,
    endedBy: row.ended_by && nameOf(row.ended_by),
    endedAt: row.ended_at,
    changedSince,
  };
}
