import type { Rows } from '@weft/eventing';
import { now } from '../board/moment.ts';
import { rotasAt } from '../board/state.ts';

/** One duty as its person is told of it. */
type MyDuty = {
  readonly booking: string;
  readonly duty: string;
  readonly rota: string;
  readonly rotaName: string;
  readonly code: string;
  readonly role: string;
  readonly service: string;
  readonly kind: 'shift' | 'on-call';
  readonly site: string;
  /** The local day of its start. */
  readonly date: string;
  readonly start: string;
  readonly end: string;
  /** Tentative: changed since the rota was last published. */
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly sequence: number;
  readonly changedAt: string;
  readonly publishedAt: string;
};

type Row = Pick<MyDuty, 'booking' | 'duty' | 'rota' | 'site' | 'date' | 'start' | 'end' | 'status' | 'sequence'> & {
  changed_at: string;
  row: number;
};
type Told = Pick<MyDuty, 'code' | 'role' | 'service' | 'kind'>;

/** What rows of duties say: a row never changes but for its end. */
const told = new WeakMap<Rows, Map<number, Told>>();
const REMEMBERED = 20_000;

function toldIn(rows: Rows, row: number): Told {
  const known = told.get(rows) ?? new Map<number, Told>();
  told.set(rows, known);
  const before = known.get(row);
  if (before) return before;
  if (known.size >= REMEMBERED) known.clear();
  const data = rows.get<{ data: string }>('SELECT data FROM board_duties WHERE rowid = ?', row)?.data ?? '';
  const { code, role, service, kind } = JSON.parse(data) as Told;
  const read = { code, role, service, kind };
  known.set(row, read);
  return read;
}

/** What a person is told of the local days [from, to), cancelled duties included, in order of start. */
export function myDuties(
  rows: Rows,
  { person, from, to }: { readonly person: string; readonly from: string; readonly to: string },
): MyDuty[] {
  const rotas = new Map(rotasAt(rows, now).map((state) => [state.rota, state]));
  return rows
    .all<Row>(
      `SELECT m.booking, m.duty, m.rota, m.site, m.date, m.start, m.end, m.status, m.sequence, m.changed_at,
         d.rowid AS row
       FROM my_duties m
       JOIN board_duties d ON d.duty = m.duty AND d.to_position IS NULL
       WHERE m.person = ? AND m.date >= ? AND m.date < ? AND m.status != 'draft' ORDER BY m.start, m.booking`,
      person,
      from,
      to,
    )
    .flatMap(({ changed_at, row, ...duty }) => {
      const rota = rotas.get(duty.rota);
      if (!rota?.publishedAt) return [];
      const named = { rotaName: rota.name, changedAt: changed_at, publishedAt: rota.publishedAt };
      return [{ ...duty, ...toldIn(rows, row), ...named }];
    });
}
