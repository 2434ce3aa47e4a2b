import type { View } from '@weft/eventing';
import type { RotaEvent } from '../rota/events.ts';

/** Every publication of every rota, with its notice and under which rules. */
export const publicationsView: View<RotaEvent> = {
  name: 'publications',
  version: 1,
  tables: `
    CREATE TABLE publications (
      rota TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, organisation TEXT NOT NULL,
      from_date TEXT NOT NULL, to_date TEXT NOT NULL, lead_days INTEGER NOT NULL, lead_days_asked INTEGER NOT NULL,
      gaps INTEGER NOT NULL, overridden INTEGER NOT NULL, rule_pack TEXT NOT NULL, PRIMARY KEY (rota, version)
    );
  `,
  on: {
    RotaPublished: (rows, { data, metadata }) =>
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
      ),
  },
};
