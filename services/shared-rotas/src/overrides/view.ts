import type { Rows, View } from '@weft/eventing';
import type { DiaryEvent } from '../diary/events.ts';
import type { RecordedFinding } from '../duty/events.ts';

/**
 * The register of overrides: who let which breach stand, in which role, why and until when. One entry per rule and
 * window; those that came with a booking name the finding as it was.
 */
export const overridesView: View<DiaryEvent> = {
  name: 'overrides',
  version: 1,
  tables: `
    CREATE TABLE override_entries (
      id TEXT PRIMARY KEY, person TEXT NOT NULL, rule TEXT NOT NULL, from_date TEXT, to_date TEXT, finding TEXT,
      reason TEXT NOT NULL, role TEXT NOT NULL, expires TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
      organisation TEXT NOT NULL, rota TEXT, duty TEXT, booking TEXT, released INTEGER NOT NULL
    );
    CREATE INDEX override_entries_by_person ON override_entries (person);
    CREATE INDEX override_entries_by_rota ON override_entries (rota);
    CREATE INDEX override_entries_by_booking ON override_entries (booking);
  `,
  on: {
    TimeBooked(rows, { id, data, metadata }) {
      const { override } = data;
      override?.findings.forEach((finding, index) => {
        put(rows, {
          id: `${id}/${index}`,
          person: data.person,
          rule: finding.rule,
          days: null,
          finding,
          reason: override.reason,
          role: override.role,
          expires: override.expires,
          at: metadata.at,
          actor: metadata.actor,
          booked: { rota: data.rota, duty: data.duty, booking: data.booking },
        });
      });
    },
    TimeReleased: (rows, { data }) =>
      rows.run('UPDATE override_entries SET released = 1 WHERE booking = ? AND person = ?', data.booking, data.person),
    OverrideRecorded(rows, { id, data, metadata }) {
      put(rows, {
        id,
        person: data.person,
        rule: data.rule,
        days: { from: data.from, to: data.to },
        finding: null,
        reason: data.reason,
        role: data.role,
        expires: data.expires,
        at: metadata.at,
        actor: metadata.actor,
        booked: null,
      });
    },
  },
};

type Entry = {
  readonly id: string;
  readonly person: string;
  readonly rule: string;
  readonly days: { readonly from: string; readonly to: string } | null;
  readonly finding: RecordedFinding | null;
  readonly reason: string;
  readonly role: string;
  readonly expires: string;
  readonly at: string;
  readonly actor: { readonly person: string; readonly organisation: string };
  readonly booked: { readonly rota: string; readonly duty: string; readonly booking: string } | null;
};

function put(rows: Rows, entry: Entry): void {
  rows.run(
    'INSERT INTO override_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)',
    entry.id,
    entry.person,
    entry.rule,
    entry.days?.from ?? null,
    entry.days?.to ?? null,
    entry.finding && JSON.stringify(entry.finding),
    entry.reason,
    entry.role,
    entry.expires,
    entry.at,
    entry.actor.person,
    entry.actor.organisation,
    entry.booked?.rota ?? null,
    entry.booked?.duty ?? null,
    entry.booked?.booking ?? null,
  );
}
