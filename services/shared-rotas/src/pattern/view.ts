import type { Rows, View } from '@weft/eventing';
import { Pattern, type PatternEvent } from './events.ts';

/** The patterns of every rota as they are now. */
export const patternsView: View<PatternEvent> = {
  name: 'patterns',
  version: 1,
  tables: `
    CREATE TABLE patterns (id TEXT PRIMARY KEY, rota TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL) STRICT;
    CREATE INDEX patterns_by_rota ON patterns (rota);
  `,
  on: {
    PatternSet: (rows, { data }) =>
      rows.run(
        'INSERT OR REPLACE INTO patterns VALUES (?, ?, ?, ?)',
        data.id,
        data.rota,
        data.name,
        JSON.stringify(data),
      ),
  },
};

/** Patterns of a rota, by name. */
export const patternsOf = (rows: Rows, rota: string): Pattern[] =>
  rows
    .all<{ body: string }>('SELECT body FROM patterns WHERE rota = ? ORDER BY name, id', rota)
    .map(({ body }) => Pattern.parse(JSON.parse(body)));
