import type { Rows } from '@weft/eventing';
import type { Duty } from '../duty/events.ts';
import { heldAt, type Moment } from './moment.ts';
import type { DutyState, PlaceState } from './state.ts';

type DutyRow = { row: number; duty: string; withdrawn: number; data: string };
/** A place as its row holds it. */
export type PlaceRow = {
  booking: string;
  duty: string;
  person: string;
  employer: string;
  arrangement: string | null;
  how: string;
  why: string | null;
  pinned: number;
  warnings: string;
  override: string | null;
};

/** The place that a row holds. */
export const placeOf = ({ warnings, override, pinned, ...row }: PlaceRow): PlaceState => ({
  ...row,
  pinned: pinned === 1,
  warnings: (JSON.parse(warnings) as unknown[]).length,
  hasOverride: override !== null,
});

/** The columns of a row of places. */
export const PLACE_COLUMNS = 'booking, duty, person, employer, arrangement, how, why, pinned, warnings, override';

/** The duties of the local days [from, to) of a rota as they stood, from their rows, in order of start. */
export function readDuties(
  rows: Rows,
  { rota, from, to }: { readonly rota: string; readonly from: string; readonly to: string },
  moment: Moment,
): DutyState[] {
  const held = heldAt(moment);
  const filled = new Map<string, PlaceState[]>();
  for (const row of rows.all<PlaceRow>(
    `SELECT ${PLACE_COLUMNS} FROM board_places WHERE rota = ? AND ${held.sql} ORDER BY from_position, booking`,
    rota,
    ...held.values,
  )) {
    const list = filled.get(row.duty);
    if (list) list.push(placeOf(row));
    else filled.set(row.duty, [placeOf(row)]);
  }
  return rows
    .all<DutyRow>(
      `SELECT rowid AS row, duty, withdrawn, data FROM board_duties WHERE rota = ? AND date >= ? AND date < ? AND ${held.sql} ORDER BY start, duty`,
      rota,
      from,
      to,
      ...held.values,
    )
    .map(({ row, duty, withdrawn, data }) => ({
      duty: readFrom(row, data),
      withdrawn: withdrawn === 1,
      filled: filled.get(duty) ?? [],
    }));
}

/** The row that a duty was read from: a row never changes but for its end. */
const rowOf = new WeakMap<Duty, number>();

function readFrom(row: number, data: string): Duty {
  const duty = JSON.parse(data) as Duty;
  rowOf.set(duty, row);
  return duty;
}

/** A duty as it is, the same object within as long as only who is on it changed since `before`. */
export function readDuty(rows: Rows, id: string, before: DutyState): DutyState | null {
  const row = rows.get<{ row: number; withdrawn: number }>(
    'SELECT rowid AS row, withdrawn FROM board_duties WHERE duty = ? AND to_position IS NULL',
    id,
  );
  if (!row) return null;
  const filled = rows
    .all<PlaceRow>(
      `SELECT ${PLACE_COLUMNS} FROM board_places WHERE duty = ? AND to_position IS NULL ORDER BY from_position, booking`,
      id,
    )
    .map(placeOf);
  const isSame = rowOf.get(before.duty) === row.row;
  return { duty: isSame ? before.duty : dutyIn(rows, row.row), withdrawn: row.withdrawn === 1, filled };
}

const dutyIn = (rows: Rows, row: number) =>
  readFrom(row, rows.get<{ data: string }>('SELECT data FROM board_duties WHERE rowid = ?', row)?.data ?? '');
