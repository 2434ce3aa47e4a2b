import type { View } from '@weft/eventing';
import type { ImportEvent } from './events.ts';

/** Every upload for a rota, and how far it is. */
export const importsView: View<ImportEvent> = {
  name: 'imports',
  version: 1,
  tables: `
    CREATE TABLE imports (
      import TEXT PRIMARY KEY, rota TEXT NOT NULL, kind TEXT NOT NULL, file_name TEXT NOT NULL, stage TEXT NOT NULL,
      by TEXT NOT NULL, at TEXT NOT NULL
    );
    CREATE INDEX imports_by_stage ON imports (stage);
    CREATE INDEX imports_by_rota ON imports (rota, at);
  `,
  on: {
    ImportRead: (rows, { stream, data, metadata }) =>
      rows.run(
        "INSERT INTO imports VALUES (?, ?, ?, ?, 'read', ?, ?)",
        importOf(stream),
        data.rota,
        data.kind,
        data.fileName,
        metadata.actor.person,
        metadata.at,
      ),
    ImportApplyBegan: (rows, { stream }) =>
      rows.run("UPDATE imports SET stage = 'applying' WHERE import = ?", importOf(stream)),
    ImportApplied: (rows, { stream }) =>
      rows.run("UPDATE imports SET stage = 'applied' WHERE import = ?", importOf(stream)),
  },
};

const importOf = (stream: string): string => stream.slice('rotaImport-'.length);
