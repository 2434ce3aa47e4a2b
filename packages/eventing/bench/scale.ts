import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '../src/index.ts';
import { measureRead, rebuildApart, writers } from './adapter.ts';
import { atOnce } from './measure.ts';
import { type Adapter, placeFor } from './places.ts';
import { workload } from './workload.ts';

/** What one event costs in a log of so many, in microseconds of the clock. */
export type Cost = {
  readonly events: number;
  readonly append: number;
  readonly read: number;
  readonly rebuild: number;
  readonly peakMb: number;
};

/** The costs at one size after another, each in a log of its own that is removed afterwards. */
export async function* measureScale(
  adapter: Adapter,
  sizes: readonly number[],
  asked: { readonly folder: string; readonly seed: number; readonly bytes: number },
): AsyncIterable<Cost> {
  // The first run only warms the process up.
  yield* skipFirst(sizes, async (events) => {
    const folder = join(asked.folder, String(events));
    mkdirSync(folder, { recursive: true });
    const place = await placeFor(adapter, folder, undefined);
    const work = workload(asked.seed, asked.bytes);
    let log = await openLog(place.url);
    const appended = await atOnce('append', { count: events, callers: 64 }, writers(log, work, 1));
    await log.close();
    log = await openLog(place.url);
    const read = await measureRead(log);
    await log.close();
    const built = await rebuildApart(place.url, join(folder, 'rows.db'));
    await place.close();
    rmSync(folder, { recursive: true });
    return {
      events,
      append: 1e6 / appended.perSecond,
      read: 1e6 / read.perSecond,
      rebuild: (built.seconds * 1e6) / events,
      peakMb: built.peakMb,
    };
  });
}

async function* skipFirst(sizes: readonly number[], measure: (events: number) => Promise<Cost>) {
  await measure(Math.min(20_000, ...sizes));
  for (const events of sizes) yield await measure(events);
}

/** Lines of a table, and how the last size compares with the first. */
export function scaleTable(costs: readonly Cost[]): string {
  const micro = (value: number) => value.toFixed(2).padStart(10);
  const lines = costs.map(
    ({ events, append, read, rebuild, peakMb }) =>
      `| ${events.toLocaleString('en-GB').padStart(9)} | ${[append, read, rebuild].map(micro).join(' | ')} | ${String(Math.round(peakMb)).padStart(10)} |`,
  );
  const [first, last] = [costs[0], costs.at(-1)];
  const ratio = (of: (cost: Cost) => number) => (first && last ? (of(last) / of(first)).toFixed(2) : '').padStart(10);
  return [
    '|    events |  append µs |    read µs | rebuild µs | rebuild MB |',
    '| --------: | ---------: | ---------: | ---------: | ---------: |',
    ...lines,
    `| last : first | ${ratio(({ append }) => append)} | ${ratio(({ read }) => read)} | ${ratio(({ rebuild }) => rebuild)} |`,
  ].join('\n');
}
