/**
 * Measures event logs and views on this machine: `npm run bench:eventing -- --help`.
 * The data folder is a new one below the system's temporary folder, or below the one that `--folder` names: a disk in
 * memory would flatter the log.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openLog } from '../src/index.ts';
import { measureHistory, measureWriting } from './adapter.ts';
import { loadNow, lookAt } from './machine.ts';
import type { Measured } from './measure.ts';
import { ADAPTERS, type Adapter, placeFor } from './places.ts';
import { tableOf } from './table.ts';
import { STREAM_EVENTS, workload } from './workload.ts';

const HELP = `npm run bench:eventing -- [flags]
  --adapters sqlite,memory,esdb   which logs (esdb: the server of EVENTSTORE_URL)
  --appends 20000                 appends and commands of each step
  --events 100000                 events that are read and rebuilt
  --full                          the sizes of the goals: 50000 and 500000
  --bytes 300                     length of a note's text
  --seed 1                        of the notes
  --folder DIR                    where the data lies while it runs
  --json                          one JSON document instead of tables`;

const { values } = parseArgs({
  options: {
    adapters: { type: 'string', default: 'sqlite,memory' },
    appends: { type: 'string' },
    events: { type: 'string' },
    full: { type: 'boolean', default: false },
    bytes: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    folder: { type: 'string', default: tmpdir() },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const count = z.coerce.number().int().positive();
const asked = z
  .object({
    adapters: z.string().transform((list) => z.array(z.enum(ADAPTERS)).parse(list.split(','))),
    appends: count.default(values.full ? 50_000 : 20_000),
    events: count.default(values.full ? 500_000 : 100_000),
    bytes: count,
    seed: z.coerce.number().int().nonnegative(),
    folder: z.string(),
  })
  .parse(values);

const say = (text: string) => {
  if (!values.json) console.log(text);
};

async function measure(adapter: Adapter, folder: string): Promise<Measured[]> {
  const { appends, events } = asked;
  const work = workload(asked.seed, asked.bytes);
  const server = process.env.EVENTSTORE_URL;
  const grown = await placeFor(adapter, join(folder, 'grown'), server);
  const log = await openLog(grown.url);
  const found = await measureWriting(log, work, { appends, events }, join(folder, 'rows'));
  await log.close();
  await grown.close();
  const filled = await placeFor(adapter, join(folder, 'filled'), server);
  found.push(...(await measureHistory(filled, work, { events, batch: STREAM_EVENTS, folder: join(folder, 'rows') })));
  await filled.close();
  return found;
}

if (values.help) console.log(HELP);
else {
  const folder = mkdtempSync(join(asked.folder, 'weft-bench-'));
  try {
    const machine = lookAt(folder);
    say(
      `${machine.cpu}, ${machine.cores} cores · node ${machine.node} · commit ${machine.commit} · seed ${asked.seed}`,
    );
    say(
      `load average ${machine.loadAverage} · 4 KiB write + fsync: ${machine.fsyncsPerSecond} a second, median ${machine.fsyncMedianMs} ms, p99 ${machine.fsyncP99Ms} ms`,
    );
    const results: { adapter: Adapter; loadAverage: number; rows: Measured[] }[] = [];
    for (const adapter of asked.adapters) {
      const rows = await measure(adapter, join(folder, adapter));
      const loadAverage = loadNow();
      results.push({ adapter, loadAverage, rows });
      say(`\n${adapter} (load average ${loadAverage})\n\n${tableOf(rows)}`);
    }
    if (values.json) console.log(JSON.stringify({ ...asked, machine, results }, null, 2));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
