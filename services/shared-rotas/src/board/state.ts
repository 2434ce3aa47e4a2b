import type { Rows } from '@weft/eventing';
import type { Duty } from '../duty/events.ts';
import { readDuties, readDuty } from './duty-rows.ts';
import { heldAt, type Moment, now } from './moment.ts';

/** A rota as it stood at a moment. */
export type RotaState = {
  readonly rota: string;
  readonly name: string;
  readonly owner: string;
  readonly organisations: readonly string[];
  readonly arrangements: readonly string[];
  readonly sites: readonly string[];
  readonly period: { readonly from: string; readonly to: string };
  /** Of its last publication; null before the first. */
  readonly version: number | null;
  readonly publishedAt: string | null;
};

/** One person's place on a duty as it stood at a moment. */
export type PlaceState = {
  readonly booking: string;
  readonly duty: string;
  readonly person: string;
  readonly employer: string;
  readonly arrangement: string | null;
  readonly how: string;
  readonly why: string | null;
  readonly pinned: boolean;
  readonly warnings: number;
  readonly hasOverride: boolean;
};

export type DutyState = {
  readonly duty: Duty;
  readonly withdrawn: boolean;
  readonly filled: readonly PlaceState[];
};

type RotaRow = {
  rota: string;
  name: string;
  owner: string;
  organisations: string;
  arrangements: string;
  sites: string;
  period_from: string;
  period_to: string;
  version: number | null;
  published_at: string | null;
};

const rotaOf = (row: RotaRow): RotaState => ({
  rota: row.rota,
  name: row.name,
  owner: row.owner,
  organisations: JSON.parse(row.organisations),
  arrangements: JSON.parse(row.arrangements),
  sites: JSON.parse(row.sites),
  period: { from: row.period_from, to: row.period_to },
  version: row.version,
  publishedAt: row.published_at,
});

type PresentRotas = { readonly last: string | null; readonly rotas: readonly RotaState[]; writes: number };
const presentRotas = new WeakMap<Rows, PresentRotas>();

/** All rotas as they are, by name: the same array until one changes. */
function rotasNow(rows: Rows): readonly RotaState[] {
  const writes = rows.writes();
  const before = presentRotas.get(rows);
  if (before?.writes === writes) return before.rotas;
  const last = rows.get<{ last: string | null }>('SELECT max(from_position) AS last FROM board_rotas')?.last ?? null;
  if (before?.last === last) {
    before.writes = writes;
    return before.rotas;
  }
  const rotas = readRotas(rows, now);
  presentRotas.set(rows, { last, rotas, writes });
  return rotas;
}

/** All rotas that there were at the moment, by name. */
export const rotasAt = (rows: Rows, moment: Moment): readonly RotaState[] =>
  moment.kind === 'now' ? rotasNow(rows) : readRotas(rows, moment);

function readRotas(rows: Rows, moment: Moment): RotaState[] {
  const held = heldAt(moment);
  return rows
    .all<RotaRow>(`SELECT * FROM board_rotas WHERE ${held.sql} ORDER BY name, rota`, ...held.values)
    .map(rotaOf);
}

/** One rota as it stood, or null where there was none of this id. */
export function rotaAt(rows: Rows, rota: string, moment: Moment): RotaState | null {
  if (moment.kind === 'now') return rotasNow(rows).find((one) => one.rota === rota) ?? null;
  const held = heldAt(moment);
  const row = rows.get<RotaRow>(`SELECT * FROM board_rotas WHERE rota = ? AND ${held.sql}`, rota, ...held.values);
  return row ? rotaOf(row) : null;
}

/** A rota's duties of the local days [from, to) with who was on them, in order of start; withdrawn ones while held. */
export function dutiesAt(
  rows: Rows,
  { rota, from, to }: { readonly rota: string; readonly from: string; readonly to: string },
  moment: Moment,
): readonly DutyState[] {
  if (moment.kind !== 'now') return readDuties(rows, { rota, from, to }, moment);
  return dutiesBetween(dutiesNow(rows, rota), { from, to });
}

/** Of duties in order of start, those of the local days [from, to); the same array when that is all of them. */
export function dutiesBetween(
  duties: readonly DutyState[],
  { from, to }: { readonly from: string; readonly to: string },
): readonly DutyState[] {
  const [first, end] = [indexOfDay(duties, from), indexOfDay(duties, to)];
  return first === 0 && end === duties.length ? duties : duties.slice(first, end);
}

/** Where the local day begins: days follow each other as starts do. */
function indexOfDay(duties: readonly DutyState[], day: string): number {
  let [low, high] = [0, duties.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((duties[middle] as DutyState).duty.date < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

const plans = new WeakMap<readonly DutyState[], readonly Duty[]>();

/** The duties that are not withdrawn: the same array as long as only who is on them changes. */
export function planOf(duties: readonly DutyState[]): readonly Duty[] {
  const before = plans.get(duties);
  if (before) return before;
  const plan = duties.filter(({ withdrawn }) => !withdrawn).map(({ duty }) => duty);
  plans.set(duties, plan);
  return plan;
}

/** The duties of a rota as they are, where each stands, and up to which position and write they were read. */
type PresentRota = {
  writes: number;
  position: string;
  duties: readonly DutyState[];
  places: ReadonlyMap<string, number>;
};
const presents = new WeakMap<Rows, Map<string, PresentRota>>();
const REMEMBERED_ROTAS = 64;
/** Beyond so many changed duties it is quicker to read all, as it is where one came or went. */
const FEW = 200;

const EVER = { from: '', to: '~' };
const TOUCHED = `
  SELECT duty, from_position AS position FROM board_duties WHERE rota = ?1 AND from_position > ?2
  UNION ALL SELECT duty, to_position FROM board_duties WHERE rota = ?1 AND to_position > ?2
  UNION ALL SELECT duty, from_position FROM board_places WHERE rota = ?1 AND from_position > ?2
  UNION ALL SELECT duty, to_position FROM board_places WHERE rota = ?1 AND to_position > ?2`;

/**
 * All duties of a rota as they are, in order of start: the same array until one of them changes, and the same object
 * for each that does not. Only what changed since the last time is read: what the history tables end or begin later.
 */
function dutiesNow(rows: Rows, rota: string): readonly DutyState[] {
  const rotas = presents.get(rows) ?? new Map<string, PresentRota>();
  presents.set(rows, rotas);
  const present = rotas.get(rota) ?? { writes: -1, position: '', duties: [], places: new Map() };
  if (present.writes === rows.writes()) return present.duties;
  present.writes = rows.writes();
  rotas.delete(rota);
  rotas.set(rota, present);
  const touched = new Set<string>();
  let { position } = present;
  for (const each of rows.all<{ duty: string; position: string }>(TOUCHED, rota, present.position)) {
    touched.add(each.duty);
    if (each.position > position) position = each.position;
  }
  if (touched.size === 0) return present.duties;
  if (touched.size > FEW || !tookFresh(rows, present, touched)) {
    present.duties = readDuties(rows, { rota, ...EVER }, now);
    present.places = new Map(present.duties.map(({ duty }, index) => [duty.duty, index]));
  }
  present.position = position;
  const [oldest] = rotas.keys();
  if (rotas.size > REMEMBERED_ROTAS && oldest !== undefined) rotas.delete(oldest);
  return present.duties;
}

/** Puts the touched duties in again, each in its place; false where one came, went or has another place. */
function tookFresh(rows: Rows, present: PresentRota, touched: ReadonlySet<string>): boolean {
  const { duties: before, places } = present;
  const duties = [...before];
  let isSamePlan = true;
  for (const id of touched) {
    const place = places.get(id);
    const state = place === undefined ? null : (before[place] ?? null);
    const read = state && readDuty(rows, id, state);
    if (place === undefined || !read || read.duty.start !== state.duty.start) return false;
    if (read.duty !== state.duty || read.withdrawn !== state.withdrawn) isSamePlan = false;
    duties[place] = read;
  }
  const plan = plans.get(before);
  if (isSamePlan && plan) plans.set(duties, plan);
  present.duties = duties;
  return true;
}

/** One duty as it stands, or null. */
export function dutyNow(rows: Rows, duty: string): DutyState | null {
  const row = rows.get<{ rota: string }>('SELECT rota FROM board_duties WHERE duty = ? AND to_position IS NULL', duty);
  if (!row) return null;
  const duties = dutiesNow(rows, row.rota);
  return duties[presents.get(rows)?.get(row.rota)?.places.get(duty) ?? -1] ?? null;
}
