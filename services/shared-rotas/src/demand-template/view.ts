import type { Rows, View } from '@weft/eventing';
import { DemandTemplate, type DemandTemplateEvent } from './events.ts';

/** Demand of every rota as it is now; retired templates stay, marked. */
export const demandView: View<DemandTemplateEvent> = {
  name: 'demand',
  version: 1,
  tables: `
    CREATE TABLE demand_templates (
      id TEXT PRIMARY KEY, rota TEXT NOT NULL, site TEXT NOT NULL, start_time TEXT NOT NULL, code TEXT NOT NULL,
      body TEXT NOT NULL, retired INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX demand_templates_by_rota ON demand_templates (rota);
  `,
  on: {
    DemandSet: (rows, { data }) =>
      rows.run(
        'INSERT OR REPLACE INTO demand_templates VALUES (?, ?, ?, ?, ?, ?, 0)',
        data.id,
        data.rota,
        data.site,
        data.startTime,
        data.code,
        JSON.stringify(data),
      ),
    DemandRetired: (rows, { data }) => rows.run('UPDATE demand_templates SET retired = 1 WHERE id = ?', data.id),
  },
};

/** Templates of a rota that are not retired, in order of site, start and code. */
export const templatesOf = (rows: Rows, rota: string): DemandTemplate[] =>
  rows
    .all<{ body: string }>(
      'SELECT body FROM demand_templates WHERE rota = ? AND retired = 0 ORDER BY site, start_time, code, id',
      rota,
    )
    .map(({ body }) => DemandTemplate.parse(JSON.parse(body)));
