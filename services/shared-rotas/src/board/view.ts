import type { Rows, View } from '@weft/eventing';
import type { DutyEvent } from '../duty/events.ts';
import type { RotaEvent } from '../rota/events.ts';

type Stamp = { readonly at: string; readonly position: string };
const stampOf = (event: { readonly metadata: { readonly at: string }; readonly position: string }): Stamp => ({
  at: event.metadata.at,
  position: event.position,
});

/** Columns that every row of the board's history ends with: since when and until when it was so, by clock and by log. */
const VALID = 'valid_from TEXT NOT NULL, from_position TEXT NOT NULL, valid_to TEXT, to_position TEXT';

/**
 * Rotas, duties and who is on them, now and at every moment before: a row that no longer holds keeps its end, and the
 * row that follows it begins there. What was published is what held at the position of RotaPublished.
 */
export const boardView: View<RotaEvent | DutyEvent> = {
  name: 'board',
  version: 2,
  tables: `
    CREATE TABLE board_rotas (
      rota TEXT NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL, organisations TEXT NOT NULL,
      arrangements TEXT NOT NULL, sites TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL,
      version INTEGER, published_at TEXT, ${VALID}
    );
    CREATE INDEX board_rotas_by_rota ON board_rotas (rota, to_position);
    CREATE INDEX board_rotas_by_position ON board_rotas (from_position);
    CREATE TABLE board_duties (
      duty TEXT NOT NULL, rota TEXT NOT NULL, date TEXT NOT NULL, start TEXT NOT NULL, end TEXT NOT NULL,
      count INTEGER NOT NULL, withdrawn INTEGER NOT NULL, data TEXT NOT NULL, ${VALID}
    );
    CREATE INDEX board_duties_by_duty ON board_duties (duty, to_position);
    CREATE INDEX board_duties_by_rota ON board_duties (rota, date);
    CREATE INDEX board_duties_begun ON board_duties (rota, from_position);
    CREATE INDEX board_duties_ended ON board_duties (rota, to_position);
    CREATE TABLE board_places (
      booking TEXT NOT NULL, duty TEXT NOT NULL, rota TEXT NOT NULL, person TEXT NOT NULL, employer TEXT NOT NULL,
      arrangement TEXT, how TEXT NOT NULL, why TEXT, pinned INTEGER NOT NULL, rule_pack TEXT NOT NULL,
      warnings TEXT NOT NULL, override TEXT, ${VALID}
    );
    CREATE INDEX board_places_by_duty ON board_places (duty, to_position);
    CREATE INDEX board_places_begun ON board_places (rota, from_position);
    CREATE INDEX board_places_by_rota ON board_places (rota, to_position);
    CREATE INDEX board_places_by_person ON board_places (person, to_position);
    CREATE INDEX board_places_by_booking ON board_places (booking, to_position);
  `,
  on: {
    RotaOpened(rows, event) {
      const { data } = event;
      rows.run(
        'INSERT INTO board_rotas VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?, ?, NULL, NULL)',
        data.rota,
        data.name,
        data.owner,
        JSON.stringify(data.organisations),
        JSON.stringify(data.arrangements),
        JSON.stringify(data.sites),
        data.period.from,
        data.period.to,
        event.metadata.at,
        event.position,
      );
    },
    RotaExtended(rows, event) {
      const { rota, to } = event.data;
      followRota(rows, rota, stampOf(event));
      rows.run('UPDATE board_rotas SET period_to = ? WHERE rota = ? AND to_position IS NULL', to, rota);
    },
    RotaPublished(rows, event) {
      const { rota, version, at } = event.data;
      followRota(rows, rota, stampOf(event));
      rows.run(
        'UPDATE board_rotas SET version = ?, published_at = ? WHERE rota = ? AND to_position IS NULL',
        version,
        at,
        rota,
      );
    },
    DutyOpened: (rows, event) => putDuty(rows, event.data, stampOf(event)),
    DutyChanged: (rows, event) => putDuty(rows, event.data, stampOf(event)),
    DutyWithdrawn(rows, event) {
      const { at, position } = stampOf(event);
      const { duty } = event.data;
      rows.run(
        `INSERT INTO board_duties SELECT duty, rota, date, start, end, count, 1, data, ?, ?, NULL, NULL
         FROM board_duties WHERE duty = ? AND to_position IS NULL`,
        at,
        position,
        duty,
      );
      closeDuty(rows, duty, stampOf(event));
    },
    DutyFilled(rows, event) {
      const { data, metadata, position } = event;
      rows.run(
        'INSERT INTO board_places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)',
        data.booking,
        data.duty,
        data.rota,
        data.person,
        data.employer,
        data.arrangement,
        data.how,
        data.why,
        data.pinned ? 1 : 0,
        data.rulePack,
        JSON.stringify(data.warnings),
        data.override && JSON.stringify(data.override),
        metadata.at,
        position,
      );
    },
    DutyCleared: (rows, event) => closePlace(rows, event.data.booking, stampOf(event)),
    DutyPinned: (rows, event) => followPlace(rows, event.data, { ...stampOf(event), pinned: 1 }),
    DutyUnpinned: (rows, event) => followPlace(rows, event.data, { ...stampOf(event), pinned: 0 }),
    DutyRepointed: (rows, event) => followPlace(rows, event.data, stampOf(event)),
  },
};

function followRota(rows: Rows, rota: string, { at, position }: Stamp): void {
  rows.run(
    `INSERT INTO board_rotas SELECT rota, name, owner, organisations, arrangements, sites, period_from, period_to,
       version, published_at, ?, ?, NULL, NULL FROM board_rotas WHERE rota = ? AND to_position IS NULL`,
    at,
    position,
    rota,
  );
  rows.run(
    'UPDATE board_rotas SET valid_to = ?, to_position = ? WHERE rota = ? AND to_position IS NULL AND from_position < ?',
    at,
    position,
    rota,
    position,
  );
}

type DutyData = Extract<DutyEvent, { type: 'DutyOpened' }>['data'];

function putDuty(rows: Rows, data: DutyData, stamp: Stamp): void {
  closeDuty(rows, data.duty, stamp);
  rows.run(
    'INSERT INTO board_duties VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, NULL, NULL)',
    data.duty,
    data.rota,
    data.date,
    data.start,
    data.end,
    data.count,
    JSON.stringify(data),
    stamp.at,
    stamp.position,
  );
}

function closeDuty(rows: Rows, duty: string, { at, position }: Stamp): void {
  rows.run(
    'UPDATE board_duties SET valid_to = ?, to_position = ? WHERE duty = ? AND to_position IS NULL AND from_position < ?',
    at,
    position,
    duty,
    position,
  );
}

function closePlace(rows: Rows, booking: string, { at, position }: Stamp): void {
  rows.run(
    'UPDATE board_places SET valid_to = ?, to_position = ? WHERE booking = ? AND to_position IS NULL AND from_position < ?',
    at,
    position,
    booking,
    position,
  );
}

/** The same booking goes on under another person's id, or with another pin. */
function followPlace(
  rows: Rows,
  { booking, person }: { readonly booking: string; readonly person: string },
  { at, position, pinned = null }: Stamp & { readonly pinned?: number | null },
): void {
  rows.run(
    `INSERT INTO board_places SELECT booking, duty, rota, ?, employer, arrangement, how, why, ifnull(?, pinned),
       rule_pack, warnings, override, ?, ?, NULL, NULL FROM board_places WHERE booking = ? AND to_position IS NULL`,
    person,
    pinned,
    at,
    position,
    booking,
  );
  closePlace(rows, booking, { at, position });
}
