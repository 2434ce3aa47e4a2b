import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { EventStoreDBClient, jsonEvent, START } from '@eventstore/db-client';

const { values } = parseArgs({
  options: {
    appends: { type: 'string', default: '20000' },
    callers: { type: 'string', default: '1,64' },
    events: { type: 'string', default: '500000' },
  },
});

const EVENT_BYTES = 300;
const CLOCK_TICKS = 100;
const folder = mkdtempSync(join(tmpdir(), 'stand-in-bench-'));
const server = spawn(
  process.execPath,
  [new URL('../src/main.ts', import.meta.url).pathname, '--data', join(folder, 'log.db'), '--port', '0'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);

try {
  const url = await urlOf(server);
  const client = EventStoreDBClient.connectionString(url as unknown as TemplateStringsArray);
  for (const callers of values.callers.split(',').map(Number)) await appends(client, callers);
  const there = await fillUp(client, Number(values.events));
  await readBySubscription(client, there);
  await stallReader(client);
  console.log(`${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);
  await client.dispose();
} finally {
  server.kill();
  await once(server, 'close');
  rmSync(folder, { recursive: true, force: true });
}

async function urlOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The stand-in has no output.');
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('Listening: ')) return line.slice('Listening: '.length);
  throw new Error('The stand-in did not start.');
}

function event(number: number) {
  return jsonEvent({ type: 'SeatTaken', data: { seat: number, note: 'x'.repeat(EVENT_BYTES - 30) } });
}

/** One event an append, each caller its own stream, each append under the exact revision. */
async function appends(client: EventStoreDBClient, callers: number) {
  const count = callers === 1 ? Number(values.appends) / 10 : Number(values.appends);
  const timesMs: number[] = [];
  const caller = async (id: number) => {
    for (let revision = 0n; revision < count / callers; revision += 1n) {
      const expectedRevision = revision === 0n ? 'no_stream' : revision - 1n;
      const startMs = performance.now();
      await client.appendToStream(`bench${callers}-${id}`, event(Number(revision)), { expectedRevision });
      timesMs.push(performance.now() - startMs);
    }
  };
  const before = serverSeconds();
  const startMs = performance.now();
  await Promise.all(Array.from({ length: callers }, (_, id) => caller(id)));
  const seconds = (performance.now() - startMs) / 1000;
  timesMs.sort((a, b) => a - b);
  const at = (share: number) => timesMs[Math.floor(timesMs.length * share)]?.toFixed(2);
  console.log(
    `append, ${callers} callers: ${Math.round(timesMs.length / seconds)}/s, median ${at(0.5)} ms, 99 % within ${at(0.99)} ms, server ${perEvent(serverSeconds() - before, timesMs.length)}`,
  );
}

async function fillUp(client: EventStoreDBClient, events: number): Promise<number> {
  const startMs = performance.now();
  const each = 500;
  for (let from = 0; from < events; from += each * 8)
    await Promise.all(
      Array.from({ length: 8 }, (_, stream) =>
        client.appendToStream(
          `fill-${stream}`,
          Array.from({ length: each }, (_, index) => event(from + index)),
        ),
      ),
    );
  const seconds = (performance.now() - startMs) / 1000;
  console.log(`append, ${each} events each: ${Math.round(events / seconds)} events/s`);
  return events;
}

async function readBySubscription(client: EventStoreDBClient, events: number) {
  const before = serverSeconds();
  const startMs = performance.now();
  const subscription = client.subscribeToAll({ fromPosition: START });
  let seen = 0;
  for await (const _event of subscription) {
    seen += 1;
    if (seen === events) break;
  }
  await subscription.unsubscribe();
  const seconds = (performance.now() - startMs) / 1000;
  console.log(
    `subscription, ${events} events: ${seconds.toFixed(1)} s, ${Math.round(events / seconds)}/s, server ${perEvent(serverSeconds() - before, events)}, ${rssMegabytes()} MB`,
  );
}

/** Twenty readers that take one event and then nothing: the server may not collect the rest for them. */
async function stallReader(client: EventStoreDBClient) {
  const before = rssMegabytes();
  const stalled = Array.from({ length: 20 }, () =>
    client.subscribeToAll({ fromPosition: START }, { highWaterMark: 1 }),
  );
  for (const subscription of stalled) await subscription[Symbol.asyncIterator]().next();
  for (let round = 0; round < 20; round += 1)
    await client.appendToStream(
      'while-stalled',
      Array.from({ length: 500 }, (_, index) => event(index)),
    );
  console.log(`20 readers that stand still: server ${before} MB before, ${rssMegabytes()} MB after`);
  await Promise.all(stalled.map((subscription) => subscription.unsubscribe()));
}

/** What the server has used of the processors so far; unlike elapsed time it does not depend on what else runs. */
function serverSeconds(): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
}

function perEvent(seconds: number, events: number): string {
  return `${((seconds / events) * 1e6).toFixed(0)} µs of a processor each`;
}

function rssMegabytes(): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  return Math.round(Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
