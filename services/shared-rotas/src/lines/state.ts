import type { Rows } from '@weft/eventing';
import { type ClockMoment, heldAt } from '../board/moment.ts';

/** One booking of a person's time, of whatever rota. */
export type LineBooking = {
  readonly booking: string;
  readonly duty: string;
  readonly rota: string;
  readonly site: string;
  readonly role: string;
  readonly kind: 'shift' | 'on-call';
  /** Instants, ISO in UTC. */
  readonly start: string;
  readonly end: string;
  readonly breakMinutes: number;
  readonly expectedWorkMinutes: number;
  readonly employer: string;
  readonly pinned: boolean;
};

export type LineLeave = {
  readonly leave: string;
  readonly kind: 'annual' | 'study' | 'sick' | 'maternity' | 'paternity' | 'adoption' | 'parental' | 'other';
  /** Local days [from, to). */
  readonly from: string;
  readonly to: string;
};

/** All that a person's diary held at a moment. */
export type LineState = {
  readonly person: string;
  /** Of the diary's last event, −1 for an empty diary; null for a line of the past. */
  readonly revision: number | null;
  readonly bookings: readonly LineBooking[];
  readonly leave: readonly LineLeave[];
};

type BookingRow = Omit<LineBooking, 'breakMinutes' | 'expectedWorkMinutes' | 'pinned'> & {
  person: string;
  break_minutes: number;
  expected_work_minutes: number;
  pinned: number;
};
type LeaveRow = { leave: string; person: string; kind: LineLeave['kind']; from_date: string; to_date: string };

/** Lines as they are now, kept until something of the person's changes. */
type Present = {
  writes: number;
  position: string;
  readonly revisions: Map<string, number>;
  readonly lines: Map<string, LineState>;
};
const presents = new WeakMap<Rows, Present>();
const REMEMBERED = 20_000;

/** Takes in whose lines have changed since the last time. */
function presentOf(rows: Rows): Present {
  const present = presents.get(rows) ?? { writes: -1, position: '', revisions: new Map(), lines: new Map() };
  presents.set(rows, present);
  if (present.writes === rows.writes()) return present;
  present.writes = rows.writes();
  for (const { person, revision, position } of rows.all<{ person: string; revision: number; position: string }>(
    'SELECT person, revision, position FROM lines_people WHERE position > ? ORDER BY position',
    present.position,
  )) {
    present.position = position;
    present.revisions.set(person, revision);
    present.lines.delete(person);
  }
  return present;
}

/**
 * The lines of some people at a moment of the clock (not of the log), in the order given. A line of now is the same
 * object until it changes.
 */
export function linesAt(rows: Rows, people: readonly string[], moment: ClockMoment): LineState[] {
  if (moment.kind !== 'now') return readLines(rows, people, moment);
  const { lines, revisions } = presentOf(rows);
  const missing = people.filter((person) => !lines.has(person));
  if (lines.size + missing.length > REMEMBERED) lines.clear();
  if (missing.length > 0)
    for (const line of readLines(rows, lines.size === 0 ? people : missing, moment))
      lines.set(line.person, { ...line, revision: revisions.get(line.person) ?? -1 });
  return people.map((person) => lines.get(person) as LineState);
}

function readLines(rows: Rows, people: readonly string[], moment: ClockMoment): LineState[] {
  const held = heldAt(moment);
  const list = JSON.stringify(people);
  const bookings = new Map<string, LineBooking[]>(people.map((person) => [person, []]));
  for (const { person, break_minutes, expected_work_minutes, pinned, ...row } of rows.all<BookingRow>(
    `SELECT booking, person, duty, rota, site, role, kind, start, end, break_minutes, expected_work_minutes, employer, pinned
     FROM lines_bookings WHERE person IN (SELECT value FROM json_each(?)) AND ${held.sql} ORDER BY start, booking`,
    list,
    ...held.values,
  ))
    bookings.get(person)?.push({
      ...row,
      breakMinutes: break_minutes,
      expectedWorkMinutes: expected_work_minutes,
      pinned: pinned === 1,
    });
  const leave = new Map<string, LineLeave[]>(people.map((person) => [person, []]));
  for (const { person, from_date, to_date, ...row } of rows.all<LeaveRow>(
    `SELECT leave, person, kind, from_date, to_date FROM lines_leave
     WHERE person IN (SELECT value FROM json_each(?)) AND ${held.sql} ORDER BY from_date, leave`,
    list,
    ...held.values,
  ))
    leave.get(person)?.push({ ...row, from: from_date, to: to_date });
  return people.map((person) => ({
    person,
    revision: null,
    bookings: bookings.get(person) ?? [],
    leave: leave.get(person) ?? [],
  }));
}
