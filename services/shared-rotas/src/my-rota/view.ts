import type { Recorded, Rows, View } from '@weft/eventing';
import type { DutyEvent } from '../duty/events.ts';
import type { RotaEvent } from '../rota/events.ts';
import { localDay } from '../zone.ts';

type Notice = {
  readonly person: string;
  readonly kind: 'placed' | 'taken-off';
  readonly rota: string;
  readonly duty: string;
};

const notice = (rows: Rows, { id, metadata }: Recorded, { person, kind, rota, duty }: Notice) =>
  rows.run(
    'INSERT OR IGNORE INTO my_notices VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, ?, ?)',
    id,
    person,
    metadata.at,
    kind,
    rota,
    duty,
    metadata.actor.person,
    metadata.reason ?? null,
  );

/**
 * What each person is told of their own duties. A draft is told nobody. Once a rota is published, what happens inside
 * its period is told at once, as tentative until the next publication; what was told and ended stays, as cancelled.
 * `sequence` rises with each change that is told. Each change, and each publication that a person's duties wait for, is
 * a notice with who did it and why.
 */
export const myRotaView: View<RotaEvent | DutyEvent> = {
  name: 'my-rota',
  version: 2,
  tables: `
    CREATE TABLE my_rotas (rota TEXT PRIMARY KEY, from_date TEXT NOT NULL, to_date TEXT NOT NULL, published_at TEXT NOT NULL);
    CREATE TABLE my_duties (
      booking TEXT PRIMARY KEY, person TEXT NOT NULL, duty TEXT NOT NULL, rota TEXT NOT NULL, site TEXT NOT NULL,
      date TEXT NOT NULL, start TEXT NOT NULL, end TEXT NOT NULL, status TEXT NOT NULL, sequence INTEGER NOT NULL,
      changed_at TEXT NOT NULL
    );
    CREATE INDEX my_duties_by_person ON my_duties (person, date);
    CREATE INDEX my_duties_by_rota ON my_duties (rota, status);
    CREATE TABLE my_notices (
      event TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, rota TEXT NOT NULL, duty TEXT,
      version INTEGER, count INTEGER, by TEXT NOT NULL, reason TEXT, PRIMARY KEY (event, person)
    );
    CREATE INDEX my_notices_by_person ON my_notices (person, at);
  `,
  on: {
    RotaPublished(rows, { id, data, metadata }) {
      const { rota, version, period, at } = data;
      rows.run(
        `INSERT OR IGNORE INTO my_notices
         SELECT ?, person, ?, 'published', rota, NULL, ?, count(*), ?, ? FROM my_duties
         WHERE rota = ? AND status IN ('draft', 'tentative') AND date >= ? AND date < ? GROUP BY person`,
        id,
        metadata.at,
        version,
        metadata.actor.person,
        metadata.reason ?? null,
        rota,
        period.from,
        period.to,
      );
      rows.run('INSERT OR REPLACE INTO my_rotas VALUES (?, ?, ?, ?)', rota, period.from, period.to, at);
      rows.run(
        `UPDATE my_duties SET sequence = sequence + (status = 'tentative'), status = 'confirmed', changed_at = ?
         WHERE rota = ? AND status IN ('draft', 'tentative') AND date >= ? AND date < ?`,
        metadata.at,
        rota,
        period.from,
        period.to,
      );
    },
    DutyFilled(rows, event) {
      const { data, metadata } = event;
      const date = localDay(data.start);
      const told = rows.get<{ rota: string }>(
        'SELECT rota FROM my_rotas WHERE rota = ? AND from_date <= ? AND to_date > ?',
        data.rota,
        date,
        date,
      );
      rows.run(
        'INSERT OR REPLACE INTO my_duties VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)',
        data.booking,
        data.person,
        data.duty,
        data.rota,
        data.site,
        date,
        data.start,
        data.end,
        told ? 'tentative' : 'draft',
        metadata.at,
      );
      if (told) notice(rows, event, { person: data.person, kind: 'placed', rota: data.rota, duty: data.duty });
    },
    DutyCleared(rows, event) {
      const { data, metadata } = event;
      const told = rows.get<{ person: string }>(
        "SELECT person FROM my_duties WHERE booking = ? AND status IN ('confirmed', 'tentative')",
        data.booking,
      );
      if (told) notice(rows, event, { person: told.person, kind: 'taken-off', rota: data.rota, duty: data.duty });
      rows.run("DELETE FROM my_duties WHERE booking = ? AND status = 'draft'", data.booking);
      rows.run(
        "UPDATE my_duties SET status = 'cancelled', sequence = sequence + 1, changed_at = ? WHERE booking = ? AND status != 'cancelled'",
        metadata.at,
        data.booking,
      );
    },
    DutyRepointed(rows, { data, metadata }) {
      rows.run(
        'UPDATE OR IGNORE my_notices SET person = ? WHERE person = ? AND duty = ?',
        data.person,
        data.from,
        data.duty,
      );
      rows.run(
        'UPDATE my_duties SET person = ?, sequence = sequence + 1, changed_at = ? WHERE booking = ?',
        data.person,
        metadata.at,
        data.booking,
      );
    },
  },
};
