import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EventLog } from './log.ts';
import { memoryLog } from './memory-log.ts';
import { sqliteLog } from './sqlite-log.ts';

/** Opens the log that a URL names: `memory:` (dies with the process) or `sqlite:<path>`. Makes the folder. */
export async function openLog(url: string): Promise<EventLog> {
  const [scheme = '', rest = ''] = url.split(/:(.*)/s);
  switch (scheme) {
    case 'memory':
      return memoryLog();
    case 'sqlite':
      if (rest === '') throw new Error(`The event log "${url}" has no path. Write sqlite:./data/log.db.`);
      mkdirSync(dirname(rest), { recursive: true });
      return sqliteLog(rest);
    default:
      throw new Error(`The event log "${url}" has no known kind. Write memory: or sqlite:./data/log.db.`);
  }
}
