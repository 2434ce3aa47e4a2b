import type { View } from '@weft/eventing';
import { idIn } from '../id-in.ts';
import type { ImportEvent } from '../import/events.ts';

/** One row per import, with how it stands: 'reading', 'previewed', 'applying' or 'finished'. */
export const imports: View<ImportEvent> = {
  name: 'imports',
  version: 1,
  tables: `
    CREATE TABLE imports (
      import TEXT PRIMARY KEY, kind TEXT NOT NULL, file_name TEXT NOT NULL, organisation TEXT NOT NULL,
      person TEXT NOT NULL, at TEXT NOT NULL, rows INTEGER NOT NULL, stands TEXT NOT NULL
    ) STRICT;
    CREATE INDEX imports_by_stand ON imports (stands);
  `,
  on: {
    ImportOpened: (rows, { stream, data: { kind, fileName, organisation, rows: count }, metadata: { actor, at } }) =>
      rows.run(
        "INSERT OR REPLACE INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, 'reading')",
        idIn(stream),
        kind,
        fileName,
        organisation,
        actor.person,
        at,
        count,
      ),
    ImportPreviewed: (rows, { stream }) =>
      rows.run("UPDATE imports SET stands = 'previewed' WHERE import = ?", idIn(stream)),
    ImportAccepted: (rows, { stream }) =>
      rows.run("UPDATE imports SET stands = 'applying' WHERE import = ?", idIn(stream)),
    ImportFinished: (rows, { stream }) =>
      rows.run("UPDATE imports SET stands = 'finished' WHERE import = ?", idIn(stream)),
  },
};
