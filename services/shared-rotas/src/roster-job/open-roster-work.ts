import type { RowsFile } from '@weft/eventing';
import { openWorkQueue, type WorkQueue } from '@weft/eventing/work';
import { type RosterWork, rosterWorkIn } from './roster-work.ts';
import { rostersHere } from './rosters-here.ts';

/** The queue at a NATS address into which services put searches, and from which roster workers take them. */
export const openRosterQueue = (
  url: string,
  logger?: { error(ids: object, message: string): void },
): Promise<WorkQueue> => openWorkQueue(url, { queue: 'roster', ...(logger && { logger }) });

/** Opens where rosters are searched: `threads:` in this process, or `nats://host:port` by roster workers. */
export async function openRosterWork(url: string): Promise<(rows: RowsFile) => RosterWork> {
  if (url === 'threads:') return rostersHere;
  if (!/^(nats|tls):/.test(url))
    throw new Error(`The roster work "${url}" has no known kind. Write threads: or nats://host:port.`);
  const queue = await openRosterQueue(url);
  return () => rosterWorkIn(queue, async () => queue.close);
}
