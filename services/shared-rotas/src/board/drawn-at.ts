import type { Rows } from '@weft/eventing';

const VIEWS = JSON.stringify(['board', 'lines', 'overrides']);

/** Up to which place in the log the views of a board show all; null before the first event. Read it first. */
export const drawnAt = (rows: Rows): string | null =>
  rows.get<{ position: string | null }>(
    "SELECT min(position) AS position FROM positions WHERE source = 'log' AND name IN (SELECT value FROM json_each(?))",
    VIEWS,
  )?.position ?? null;
