import type { Rows, View } from '@weft/eventing';
import type { DutyEvent } from '../duty/events.ts';
import { Duty } from '../duty/events.ts';

const keep = (rows: Rows, duty: Duty) =>
  rows.run(
    'INSERT OR REPLACE INTO rota_duties VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)',
    duty.duty,
    duty.rota,
    duty.template,
    duty.date,
    duty.start,
    duty.end,
    duty.code,
    JSON.stringify(duty),
  );

/** Every duty as it is now, and who holds its places: what commands that touch many duties begin from. */
export const rotaDuties: View<DutyEvent> = {
  name: 'rota-duties',
  version: 1,
  tables: `
    CREATE TABLE rota_duties (
      duty TEXT PRIMARY KEY, rota TEXT NOT NULL, template TEXT, date TEXT NOT NULL, start TEXT NOT NULL,
      end TEXT NOT NULL, code TEXT NOT NULL, body TEXT NOT NULL, withdrawn INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX rota_duties_by_date ON rota_duties (rota, date);
    CREATE TABLE rota_places (
      booking TEXT PRIMARY KEY, duty TEXT NOT NULL, rota TEXT NOT NULL, person TEXT NOT NULL, employer TEXT NOT NULL,
      arrangement TEXT, how TEXT NOT NULL, pinned INTEGER NOT NULL, at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX rota_places_by_duty ON rota_places (duty);
    CREATE INDEX rota_places_by_rota ON rota_places (rota, person);
    CREATE INDEX rota_places_by_person ON rota_places (person);
  `,
  on: {
    DutyOpened: (rows, { data }) => keep(rows, data),
    DutyChanged: (rows, { data }) => keep(rows, data),
    DutyWithdrawn: (rows, { data }) => rows.run('UPDATE rota_duties SET withdrawn = 1 WHERE duty = ?', data.duty),
    DutyFilled: (rows, { data }) =>
      rows.run(
        'INSERT OR REPLACE INTO rota_places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        data.booking,
        data.duty,
        data.rota,
        data.person,
        data.employer,
        data.arrangement,
        data.how,
        data.pinned ? 1 : 0,
        data.at,
      ),
    DutyCleared: (rows, { data }) => rows.run('DELETE FROM rota_places WHERE booking = ?', data.booking),
    DutyPinned: (rows, { data }) => rows.run('UPDATE rota_places SET pinned = 1 WHERE booking = ?', data.booking),
    DutyUnpinned: (rows, { data }) => rows.run('UPDATE rota_places SET pinned = 0 WHERE booking = ?', data.booking),
    DutyRepointed: (rows, { data }) =>
      rows.run('UPDATE rota_places SET person = ? WHERE booking = ?', data.person, data.booking),
  },
};

/** A duty and the places that are held on it. */
export type DutyNow = {
  readonly duty: Duty;
  readonly places: readonly { readonly booking: string; readonly person: string; readonly pinned: boolean }[];
};

type DutyRow = { duty: string; body: string };
type PlaceRow = { duty: string; booking: string; person: string; pinned: number };

/** The duties of a rota that are not withdrawn and start on the local days [from, to), in order of start. */
export function dutiesOf(rows: Rows, { rota, from, to }: { rota: string; from: string; to: string }): DutyNow[] {
  const places = new Map<string, PlaceRow[]>();
  for (const place of rows.all<PlaceRow>(
    'SELECT p.duty, p.booking, p.person, p.pinned FROM rota_places p JOIN rota_duties d ON d.duty = p.duty WHERE d.rota = ? AND d.date >= ? AND d.date < ?',
    rota,
    from,
    to,
  ))
    places.set(place.duty, [...(places.get(place.duty) ?? []), place]);
  return rows
    .all<DutyRow>(
      'SELECT duty, body FROM rota_duties WHERE rota = ? AND date >= ? AND date < ? AND withdrawn = 0 ORDER BY start, duty',
      rota,
      from,
      to,
    )
    .map(({ duty, body }) => ({
      duty: Duty.parse(JSON.parse(body)),
      places: (places.get(duty) ?? []).map(({ booking, person, pinned }) => ({
        booking,
        person,
        pinned: pinned === 1,
      })),
    }));
}
