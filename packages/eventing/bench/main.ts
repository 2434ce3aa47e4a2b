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
import { measurePeer } from './peer.ts';
import { ADAPTERS, type Adapter, placeFor } from './places.ts';
import { type Cost, measureScale, scaleTable } from './scale.ts';
import { tableOf } from './table.ts';
import { STREAM_EVENTS, workload } from './workload.ts';

const HELP = `npm run bench:eventing -- [flags]
  --adapters sqlite,memory,esdb   which logs (esdb: the stand-in, or the server of EVENTSTORE_URL)
  --appends 20000                 appends and commands of each step
  --events 100000                 events that are read and rebuilt
  --full                          the sizes of the goals: 50000 and 500000
  --scale                         instead: the cost of an event in small and large logs (SQLite)
  --sizes 50000,500000,5000000    how large they are
  --peer emmett                   then the same appends on Emmett's SQLite store, from npm
  --peer-folder DIR               where the peer is installed, and stays; else a folder that is removed
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
    scale: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '50000,500000,5000000' },
    peer: { type: 'string' },
    'peer-folder': { type: 'string' },
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
    sizes: z.string().transform((list) => z.array(count).parse(list.split(','))),
    peer: z.enum(['emmett']).optional(),
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

type Results = { readonly adapter: string; readonly loadAverage: number; readonly rows: readonly Measured[] };

async function measureAll(folder: string): Promise<{ results: Results[]; scale: Cost[] }> {
  const results: Results[] = [];
  const scale: Cost[] = [];
  const told = (adapter: string, rows: readonly Measured[]) => {
    const loadAverage = loadNow();
    results.push({ adapter, loadAverage, rows });
    say(`\n${adapter} (load average ${loadAverage})\n\n${tableOf(rows)}`);
  };
  if (values.scale) {
    for await (const cost of measureScale('sqlite', asked.sizes, { ...asked, folder })) {
      scale.push(cost);
      say(`${cost.events} events measured, load average ${loadNow()}`);
    }
    say(`\n${scaleTable(scale)}`);
  } else for (const adapter of asked.adapters) told(adapter, await measure(adapter, join(folder, adapter)));
  if (asked.peer === 'emmett')
    try {
      const { settings, rows } = await measurePeer({
        appends: Math.min(asked.appends, 5000),
        folder: join(folder, 'emmett'),
        installed: values['peer-folder'] ?? join(folder, 'emmett'),
      });
      told(`emmett: ${settings}`, rows);
    } catch (error) {
      told('emmett', [{ what: 'not measured', count: 0, perSecond: 0, failed: (error as Error).message }]);
    }
  return { results, scale };
}

if (values.help) console.log(HELP);
else {
  const folder = mkdtempSync(join(asked.folder, 'weft-bench-'));
  try {
    const machine = lookAt(folder);
    const { cpu, cores, node, commit, loadAverage } = machine;
    say(`${cpu}, ${cores} cores · node ${node} · commit ${commit} · seed ${asked.seed}`);
    say(
      `load average ${loadAverage} · 4 KiB write + fsync: ${machine.fsyncsPerSecond} a second, median ${machine.fsyncMedianMs} ms, p99 ${machine.fsyncP99Ms} ms`,
    );
    const found = await measureAll(folder);
    if (values.json) console.log(JSON.stringify({ ...asked, machine, ...found }, null, 2));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
