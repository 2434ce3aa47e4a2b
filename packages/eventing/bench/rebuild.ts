/**
 * Builds the benchmark's view of a log from nothing, and prints what it took as one line of JSON:
 * `node packages/eventing/bench/rebuild.ts <log's URL> <rows' file>`. A process of its own, so that its peak of memory
 * is the rebuild's.
 */
import { type EventLog, memoryBus, openLog, openRows, type Position, run } from '../src/index.ts';
import { wardNotes } from './workload.ts';

/** What a rebuild took; memory is the peak of the whole process. */
export type Rebuilt = { readonly rows: number; readonly seconds: number; readonly peakMb: number };

const PATIENCE_MS = 3_600_000;

/** Builds the view of `log` into a new file. */
export async function rebuild(log: EventLog, path: string): Promise<Rebuilt> {
  const rows = openRows(path);
  const from = performance.now();
  const running = await run({ log, bus: memoryBus(), rows }, wardNotes);
  await running.waitFor((await log.head()) as Position, PATIENCE_MS);
  const seconds = (performance.now() - from) / 1000;
  const count = rows.get<{ n: number }>('SELECT count(*) AS n FROM notes')?.n ?? 0;
  await running.stop();
  rows.close();
  return { rows: count, seconds, peakMb: process.resourceUsage().maxRSS / 1024 };
}

if (import.meta.main) {
  const [url = '', path = ''] = process.argv.slice(2);
  const log = await openLog(url);
  console.log(JSON.stringify(await rebuild(log, path)));
  await log.close();
}
