import type { View } from '@weft/eventing';
import { idIn } from '../id-in.ts';
import type { ImportEvent } from '../import/events.ts';

/** One row per import, with its stage: 'reading', 'read', 'applying' or 'applied'. */
export const imports: View<ImportEvent> = {
  name: 'imports',
  version: 1,
  tables: `
    CREATE TABLE imports (
      import TEXT PRIMARY KEY, kind TEXT NOT NULL, file_name TEXT NOT NULL, organisation TEXT NOT NULL,
      person TEXT NOT NULL, at TEXT NOT NULL, rows INTEGER NOT NULL, stage TEXT NOT NULL
    ) STRICT;
    CREATE INDEX imports_by_stage ON imports (stage);
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
    ImportPreviewed: (rows, { stream }) => rows.run("UPDATE imports SET stage = 'read' WHERE import = ?", idIn(stream)),
    ImportAccepted: (rows, { stream }) =>
      rows.run("UPDATE imports SET stage = 'applying' WHERE import = ?", idIn(stream)),
    ImportFinished: (rows, { stream }) =>
      rows.run("UPDATE imports SET stage = 'applied' WHERE import = ?", idIn(stream)),
  },
};
