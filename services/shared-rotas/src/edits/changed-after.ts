import type { Rows } from '@weft/eventing';
import { cellsOf } from './cells-of-run.ts';
import { cellKey } from './copy.ts';
import type { EditsState } from './decider.ts';

type Row = { readonly person: string; readonly date: string; readonly booking: string; readonly ended: number };

const CHANGED = `
  SELECT p.person, d.date, p.booking, 0 AS ended FROM board_places p JOIN rota_duties d ON d.duty = p.duty
  WHERE p.rota = ?1 AND p.from_position > ?2
  UNION ALL SELECT p.person, d.date, p.booking, 1 FROM board_places p JOIN rota_duties d ON d.duty = p.duty
  WHERE p.rota = ?1 AND p.to_position > ?2`;

/** Cells of a rota that somebody else changed after a place in the log, by their keys; `own` is what the reader did. */
export function changedAfter(
  rows: Rows,
  { rota, position, own }: { readonly rota: string; readonly position: string; readonly own: EditsState },
): ReadonlySet<string> {
  const begun = new Set<string>();
  const ended = new Set<string>();
  for (const { run } of own.runs.values())
    for (const { fills, clears, pins } of cellsOf(run)) {
      for (const { booking } of [...fills, ...pins]) begun.add(booking);
      for (const { booking } of [...clears, ...pins]) ended.add(booking);
    }
  const changed = rows.all<Row>(CHANGED, rota, position);
  return new Set(
    changed
      .filter((one) => !(one.ended ? ended : begun).has(one.booking))
      .map(({ person, date }) => cellKey(person, date)),
  );
}
