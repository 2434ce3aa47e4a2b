/**
 * What being watched costs: the whole platform in a process of its own takes commands over HTTP, with nothing, with
 * metrics, and with traces of a tenth and of all commands, in turn. Log and views lie in memory, so that no disk speaks. Prints processor time per command of the platform.
 *   node services/platform/bench/watch.ts [--seconds 4] [--rounds 5]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { newCommandId } from '@weft/client';
import { memoryBus, memoryLog } from '@weft/eventing';
import { type Metrics, startWatch, tokensOf } from '@weft/service-kit';
import { startPlatform } from '../src/platform.ts';

const MODES = ['nothing', 'metrics', 'metrics, traces of 10 %', 'metrics, traces of all'] as const;
type Mode = (typeof MODES)[number];
const SHARES: Readonly<Record<Mode, number | null>> = {
  nothing: null,
  metrics: null,
  'metrics, traces of 10 %': 0.1,
  'metrics, traces of all': 1,
};
const CALLERS = 4;
const now = () => new Date();
const tokens = tokensOf(new TextEncoder().encode('a key for this measurement, and no other'), now);

const unwatched: Metrics = {
  text: async () => '',
  contentType: '',
  names: () => [],
  called: () => {},
  appended: () => {},
  answered: () => {},
  streaming: () => {},
  watch: () => () => {},
};

/** The platform, until its parent asks for the end. */
async function serveMode(mode: Mode, folder: string) {
  const share = SHARES[mode];
  const traces = share === null ? 'off' : `file:${join(folder, 'traces.jsonl')}?share=${share}`;
  const watch = await startWatch(
    { name: 'platform' },
    { LOG_LEVEL: 'warn', WEFT_METRICS: 'local', WEFT_TRACES: traces },
  );
  const platform = await startPlatform({
    ...watch,
    metrics: mode === 'nothing' ? unwatched : watch.metrics,
    log: memoryLog(),
    bus: memoryBus(),
    rowsOf: () => ':memory:',
    tokens,
    now,
    port: 0,
    host: 'localhost',
    pages: null,
  });
  process.on('message', async (asked) => {
    if (asked === 'cpu') {
      const { user, system } = process.cpuUsage();
      process.send?.({ micros: user + system });
      return;
    }
    await platform.stop();
    await watch.stop();
    process.disconnect();
  });
  process.send?.({ address: platform.address });
}

async function measure(mode: Mode, seconds: number) {
  const folder = mkdtempSync(join(tmpdir(), 'weft-watch-'));
  const child = fork(fileURLToPath(import.meta.url), ['serve', mode, folder]);
  const end = () => child.kill();
  process.once('exit', end);
  const hear = async <T>() => (await once(child, 'message'))[0] as T;
  const { address } = await hear<{ address: string }>();
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  const authorization = `Bearer ${await tokens.sign({ person: 'operator', organisation: 'WEFT', roles: ['operator'] })}`;
  let sent = 0;
  const send = async () => {
    const id = newCommandId();
    const traceparent = `00-${id.replaceAll('-', '')}-${id.slice(-12)}0001-00`;
    const person = { id, name: 'Invented Person', number: null, optOut48: false };
    const people = [{ ...person, employments: [], credentials: [], leave: [], roles: [] }];
    const body = JSON.stringify({ commandId: id, people });
    const headers = { 'content-type': 'application/json', authorization, traceparent };
    const asked = request(`${address}/api/workforce/recordMany`, { method: 'POST', agent, headers });
    asked.end(body);
    const [answer] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
    const said = (await answer.toArray()).join('');
    // A platform that is too busy says so at once; that is no command.
    if (answer.statusCode === 503) await setTimeout(50);
    else if (answer.statusCode === 200) sent++;
    else throw new Error(`The platform answers ${answer.statusCode}: ${said}`);
  };
  const cpu = async () => {
    const heard = hear<{ micros: number }>();
    child.send('cpu');
    return (await heard).micros;
  };
  const forSeconds = async (length: number) => {
    const until = performance.now() + length * 1000;
    const caller = async () => {
      while (performance.now() < until) await send();
    };
    await Promise.all(Array.from({ length: CALLERS }, caller));
  };
  await forSeconds(seconds / 2);
  const [before, from] = [await cpu(), performance.now()];
  sent = 0;
  await forSeconds(seconds);
  const [micros, elapsed] = [(await cpu()) - before, performance.now() - from];
  child.send('stop');
  await once(child, 'exit');
  process.removeListener('exit', end);
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
  return { microsEach: micros / sent, aSecond: (sent / elapsed) * 1000 };
}

async function main() {
  const { values } = parseArgs({
    options: { seconds: { type: 'string', default: '4' }, rounds: { type: 'string', default: '5' } },
  });
  const found = new Map<Mode, Awaited<ReturnType<typeof measure>>[]>(MODES.map((mode) => [mode, []]));
  for (let round = 0; round < Number(values.rounds); round++)
    for (const mode of MODES) found.get(mode)?.push(await measure(mode, Number(values.seconds)));
  const plain = Math.min(...(found.get('nothing') ?? []).map(({ microsEach }) => microsEach));
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}, ${CALLERS} callers`,
  );
  console.log('| watched by | µs of processor a command | more than nothing | commands a second |\n|---|---|---|---|');
  for (const [mode, runs] of found) {
    const each = Math.min(...runs.map(({ microsEach }) => microsEach));
    const rate = Math.max(...runs.map(({ aSecond }) => aSecond));
    console.log(
      `| ${mode} | ${Math.round(each)} | ${(((each - plain) / plain) * 100).toFixed(1)} % | ${Math.round(rate)} |`,
    );
  }
}

const [role, mode, folder] = process.argv.slice(2);
if (role === 'serve') {
  process.once('disconnect', () => process.exit());
  await serveMode(mode as Mode, folder as string);
} else
  await main().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
