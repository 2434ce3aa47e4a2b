import type { EventLog } from '../log.ts';
import type { RowsFile } from '../rows.ts';

/** Which log a service's rows were made from, known by its first event and where that lies. */
export type SameLog = {
  /** Writes it down if that was not done yet. Never throws: what could not be read now is read the next time. */
  remember(): Promise<void>;
};

/**
 * Throws when these rows were made from another log. A copied log has the same events at other positions, so that rows
 * of the old one would go on at the wrong place.
 */
export async function requireSameLog(rows: RowsFile, log: EventLog, categories: readonly string[]): Promise<SameLog> {
  rows.exec('CREATE TABLE IF NOT EXISTS made_from (first TEXT NOT NULL)');
  const known = rows.get<{ first: string }>('SELECT first FROM made_from')?.first ?? null;
  const first = (await log.head()) === null ? null : await firstOf(log, categories);
  if (known !== null && first !== known)
    throw new Error(
      `These views were made from a log that begins with event ${known}, and this one ${first ? `begins with ${first}` : 'is empty'}. They belong to another log, or to what it was before it was copied: remove the views' file, and they are built again.`,
    );
  let reading: Promise<void> | null = null;
  let isKnown = known !== null;
  const write = (found: string | null) => {
    if (found === null) return;
    rows.run('INSERT INTO made_from VALUES (?)', found);
    isKnown = true;
  };
  if (!isKnown) write(first);
  return {
    remember() {
      if (isKnown) return Promise.resolve();
      reading ??= firstOf(log, categories)
        .then(write)
        .catch(() => {})
        .finally(() => {
          reading = null;
        });
      return reading;
    },
  };
}

/** The first event, as 'id at position'. Where strangers wrote first, the first of these categories. */
async function firstOf(log: EventLog, categories: readonly string[]): Promise<string | null> {
  try {
    return await firstIn(log.readAll({ after: null }));
  } catch (error) {
    if ((error as { readonly code?: string }).code !== 'unreadable-event') throw error;
    return firstIn(log.readAll({ after: null, categories }));
  }
}

async function firstIn(batches: ReturnType<EventLog['readAll']>): Promise<string | null> {
  for await (const { events } of batches) {
    const [first] = events;
    if (first) return `${first.id} at ${first.position}`;
  }
  return null;
}
