import type { Rows, View } from '@weft/eventing';
import type { RotaEvent } from '../rota/events.ts';

/** Every publication of every rota, with its notice and under which rules; who asked for it, where somebody did. */
export const publicationsView: View<RotaEvent> = {
  name: 'publications',
  version: 2,
  tables: `
    CREATE TABLE publications (
      rota TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, organisation TEXT NOT NULL,
      from_date TEXT NOT NULL, to_date TEXT NOT NULL, lead_days INTEGER NOT NULL, lead_days_asked INTEGER NOT NULL,
      gaps INTEGER NOT NULL, overridden INTEGER NOT NULL, rule_pack TEXT NOT NULL, PRIMARY KEY (rota, version)
    );
    CREATE TABLE publication_requests (
      rota TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, organisation TEXT NOT NULL,
      reason TEXT, position TEXT NOT NULL, stands TEXT NOT NULL, because TEXT, ended_by TEXT, ended_at TEXT
    );
    CREATE INDEX publication_requests_by_rota ON publication_requests (rota, version);
  `,
  on: {
    PublicationRequested: (rows, { data, metadata, position }) =>
      rows.run(
        "INSERT INTO publication_requests VALUES (?, ?, ?, ?, ?, ?, ?, 'open', NULL, NULL, NULL)",
        data.rota,
        data.version,
        data.at,
        data.person,
        data.organisation,
        metadata.reason ?? null,
        position,
      ),
    PublicationDeclined: (rows, { data, metadata }) =>
      endRequest(rows, data.rota, { stands: 'declined', because: data.because, metadata }),
    PublicationApproved: (rows, { data, metadata }) =>
      endRequest(rows, data.rota, { stands: 'approved', because: null, metadata }),
    RotaPublished(rows, { data, metadata }) {
      endRequest(rows, data.rota, { stands: 'passed', because: null, metadata });
      rows.run(
        'INSERT INTO publications VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        data.rota,
        data.version,
        data.at,
        metadata.actor.person,
        metadata.actor.organisation,
        data.period.from,
        data.period.to,
        data.leadDays,
        data.leadDaysAsked,
        data.gaps,
        data.overridden,
        data.rulePack,
      );
    },
  },
};

/** What became of the open request of a rota, if there is one. */
function endRequest(
  rows: Rows,
  rota: string,
  {
    stands,
    because,
    metadata,
  }: {
    readonly stands: 'declined' | 'approved' | 'passed';
    readonly because: string | null;
    readonly metadata: { readonly at: string; readonly actor: { readonly person: string } };
  },
): void {
  rows.run(
    "UPDATE publication_requests SET stands = ?, because = ?, ended_by = ?, ended_at = ? WHERE rota = ? AND stands = 'open'",
    stands,
    because,
    metadata.actor.person,
    metadata.at,
    rota,
  );
}
