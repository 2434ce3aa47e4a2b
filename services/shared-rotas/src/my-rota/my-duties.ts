import type { Rows } from '@weft/eventing';

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
  published_at: string;
  name: string;
  data: string;
};

/** What a person is told of the local days [from, to), cancelled duties included, in order of start. */
export const myDuties = (
  rows: Rows,
  { person, from, to }: { readonly person: string; readonly from: string; readonly to: string },
): MyDuty[] =>
  rows
    .all<Row>(
      `SELECT m.booking, m.duty, m.rota, m.site, m.date, m.start, m.end, m.status, m.sequence, m.changed_at,
         p.published_at, r.name, d.data
       FROM my_duties m
       JOIN my_rotas p ON p.rota = m.rota
       JOIN board_rotas r ON r.rota = m.rota AND r.to_position IS NULL
       JOIN board_duties d ON d.duty = m.duty AND d.to_position IS NULL
       WHERE m.person = ? AND m.date >= ? AND m.date < ? AND m.status != 'draft' ORDER BY m.start, m.booking`,
      person,
      from,
      to,
    )
    .map(({ changed_at, published_at, name, data, ...row }) => {
      const { code, role, service, kind } = JSON.parse(data) as Pick<MyDuty, 'code' | 'role' | 'service' | 'kind'>;
      return { ...row, rotaName: name, code, role, service, kind, changedAt: changed_at, publishedAt: published_at };
    });
