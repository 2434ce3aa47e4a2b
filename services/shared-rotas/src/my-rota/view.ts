import type { View } from '@weft/eventing';
import type { DutyEvent } from '../duty/events.ts';
import type { RotaEvent } from '../rota/events.ts';
import { localDay } from '../zone.ts';

/**
 * What each person is told of their own duties. A draft is told nobody. Once a rota is published, what happens inside
 * its period is told at once, as tentative until the next publication; what was told and ended stays, as cancelled.
 * `sequence` rises with each change that is told.
 */
export const myRotaView: View<RotaEvent | DutyEvent> = {
  name: 'my-rota',
  version: 1,
  tables: `
    CREATE TABLE my_rotas (rota TEXT PRIMARY KEY, from_date TEXT NOT NULL, to_date TEXT NOT NULL, published_at TEXT NOT NULL);
    CREATE TABLE my_duties (
      booking TEXT PRIMARY KEY, person TEXT NOT NULL, duty TEXT NOT NULL, rota TEXT NOT NULL, site TEXT NOT NULL,
      date TEXT NOT NULL, start TEXT NOT NULL, end TEXT NOT NULL, status TEXT NOT NULL, sequence INTEGER NOT NULL,
      changed_at TEXT NOT NULL
    );
    CREATE INDEX my_duties_by_person ON my_duties (person, date);
    CREATE INDEX my_duties_by_rota ON my_duties (rota, status);
  `,
  on: {
    RotaPublished(rows, { data, metadata }) {
      const { rota, period, at } = data;
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
    DutyFilled(rows, { data, metadata }) {
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
    },
    DutyCleared(rows, { data, metadata }) {
      rows.run("DELETE FROM my_duties WHERE booking = ? AND status = 'draft'", data.booking);
      rows.run(
        "UPDATE my_duties SET status = 'cancelled', sequence = sequence + 1, changed_at = ? WHERE booking = ? AND status != 'cancelled'",
        metadata.at,
        data.booking,
      );
    },
    DutyRepointed(rows, { data, metadata }) {
      rows.run(
        'UPDATE my_duties SET person = ?, sequence = sequence + 1, changed_at = ? WHERE booking = ?',
        data.person,
        metadata.at,
        data.booking,
      );
    },
  },
};
