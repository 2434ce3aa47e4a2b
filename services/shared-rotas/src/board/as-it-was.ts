import type { Rows } from '@weft/eventing';
import { type LineState, linesAt } from '../lines/state.ts';
import { PLACE_COLUMNS, type PlaceRow, placeOf } from './duty-rows.ts';
import { type ClockMoment, heldAt, now } from './moment.ts';
import { type DutyState, dutiesAt, type RotaState } from './state.ts';

/** Beyond so many duties that changed since, it is quicker to read all. */
const FEW = 5000;
const REMEMBERED = 5;
const known = new WeakMap<readonly DutyState[], Map<string, readonly DutyState[]>>();

/**
 * All duties of a rota at a moment, as `dutiesAt` tells them: those that nothing happened to since are the very objects
 * of the present, so that what is known of them need not be found again. The same array for the same moment and present.
 */
export function dutiesAsOf(rows: Rows, { rota, period }: Pick<RotaState, 'rota' | 'period'>, moment: ClockMoment) {
  const asked = { rota, ...period };
  const present = dutiesAt(rows, asked, now);
  if (moment.kind === 'now') return present;
  const states = known.get(present) ?? new Map<string, readonly DutyState[]>();
  known.set(present, states);
  const key = `${period.from} ${period.to} ${moment.at}`;
  const before = states.get(key);
  if (before) return before;
  const touched = new Set(touchedSince(rows, rota, moment.at));
  const found =
    touched.size > FEW ? dutiesAt(rows, asked, moment) : withEarlier(rows, { present, touched, asked, moment });
  if (states.size >= REMEMBERED) states.clear();
  states.set(key, found);
  return found;
}

const byStart = ({ duty: a }: DutyState, { duty: b }: DutyState) =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : a.duty < b.duty ? -1 : 1;

/** The duties of a rota of which a row began or ended after an instant. */
const touchedSince = (rows: Rows, rota: string, at: string): string[] =>
  rows
    .all<{ duty: string }>(
      `SELECT duty FROM board_duties WHERE rota = ?1 AND (valid_from > ?2 OR valid_to > ?2)
       UNION SELECT duty FROM board_places WHERE rota = ?1 AND (valid_from > ?2 OR valid_to > ?2)`,
      rota,
      at,
    )
    .map(({ duty }) => duty);

type Earlier = {
  readonly present: readonly DutyState[];
  readonly touched: ReadonlySet<string>;
  readonly asked: { readonly from: string; readonly to: string };
  readonly moment: ClockMoment;
};

function withEarlier(rows: Rows, { present, touched, asked, moment }: Earlier): readonly DutyState[] {
  if (touched.size === 0) return present;
  const held = heldAt(moment);
  const named = 'duty IN (SELECT value FROM json_each(?))';
  const list = JSON.stringify([...touched]);
  const filled = new Map<string, ReturnType<typeof placeOf>[]>();
  for (const row of rows.all<PlaceRow>(
    `SELECT ${PLACE_COLUMNS} FROM board_places WHERE ${named} AND ${held.sql} ORDER BY from_position, booking`,
    list,
    ...held.values,
  ))
    filled.set(row.duty, [...(filled.get(row.duty) ?? []), placeOf(row)]);
  const earlier = rows
    .all<{ duty: string; withdrawn: number; data: string }>(
      `SELECT duty, withdrawn, data FROM board_duties WHERE ${named} AND date >= ? AND date < ? AND ${held.sql}`,
      list,
      asked.from,
      asked.to,
      ...held.values,
    )
    .map(({ duty, withdrawn, data }) => ({
      duty: JSON.parse(data) as DutyState['duty'],
      withdrawn: withdrawn === 1,
      filled: filled.get(duty) ?? [],
    }));
  return [...present.filter(({ duty }) => !touched.has(duty.duty)), ...earlier].sort(byStart);
}

/** The lines of people at a moment, as `linesAt` tells them; of whom nothing changed since, the present ones. */
export function linesAsOf(rows: Rows, people: readonly string[], moment: ClockMoment): LineState[] {
  if (moment.kind === 'now') return linesAt(rows, people, moment);
  const moved = new Set(
    rows
      .all<{ person: string }>(
        `SELECT person FROM lines_bookings WHERE valid_from > ?1 OR valid_to > ?1
         UNION SELECT person FROM lines_leave WHERE valid_from > ?1 OR valid_to > ?1`,
        moment.at,
      )
      .map(({ person }) => person),
  );
  const still = linesAt(
    rows,
    people.filter((person) => !moved.has(person)),
    now,
  );
  const earlier = linesAt(
    rows,
    people.filter((person) => moved.has(person)),
    moment,
  );
  const lines = new Map([...still, ...earlier].map((line) => [line.person, line]));
  return people.map((person) => lines.get(person) as LineState);
}
