import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EventLog } from './log.ts';
import { memoryLog } from './memory-log.ts';
import { sqliteLog } from './sqlite-log.ts';

/**
 * Opens the log that a URL names: `memory:` (dies with the process), `sqlite:<path>` (makes the folder), or a server at
 * `esdb://host:2113?tls=false`. Throws when nothing can be opened there, and says what to do.
 */
export async function openLog(url: string): Promise<EventLog> {
  const [scheme = '', rest = ''] = url.split(/:(.*)/s);
  switch (scheme) {
    case 'memory':
      return memoryLog();
    case 'sqlite':
      if (rest === '') throw new Error(`The event log "${url}" has no path. Write sqlite:./data/log.db.`);
      mkdirSync(dirname(rest), { recursive: true });
      return sqliteLog(rest);
    case 'esdb':
    case 'esdb+discover': {
      // Loaded only here: who keeps the log in a file loads no gRPC.
      const { eventStoreLog } = await import('./eventstore/eventstore-log.ts');
      return eventStoreLog(url);
    }
    default:
      throw new Error(
        `The event log "${url}" has no known kind. Write memory: or sqlite:./data/log.db or esdb://localhost:2113?tls=false.`,
      );
  }
}
