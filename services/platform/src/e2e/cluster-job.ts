import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeClient } from '@weft/client/node';
import { openLog } from '@weft/eventing';
import { tokensOf } from '@weft/service-kit';
import { isAlive, killNine, memoryOf, processesOf, until } from './cluster-processes.ts';
import { fillAndClear, send } from './fills-and-clears.ts';
import { ensure, newJob } from './job.ts';
import { type Judged, judgeLog } from './log-invariants.ts';
import { recordSmallNetwork } from './small-network.ts';
import { clusterMain, startProcess } from './started-platform.ts';
import { differencesFromRebuild } from './view-rebuild.ts';

// The main job against a cluster, and commands beside it; with --kills each process is killed with -9 once on the way.
// Then the whole log is judged:  node services/platform/src/e2e/cluster-job.ts --replicas 2 --kills
const { values } = parseArgs({
  options: {
    replicas: { type: 'string', default: '1' },
    kills: { type: 'boolean', default: false },
    weeks: { type: 'string', default: '6' },
    keep: { type: 'boolean', default: false },
  },
});
const tell = (line: string) => process.stdout.write(`${line}\n`);
const mainJob = fileURLToPath(new URL('./main-job.ts', import.meta.url));
const network = { people: 40, days: 28, perDay: 8 };
const A_SECOND = 10;
const data = mkdtempSync(join(tmpdir(), 'weft-cluster-'));
const job = newJob(tell);
let [passedThere, failedThere] = [0, 0];

/** The one door first, while only the command line comes in: a page that is being opened then would have to be opened again. */
const victims = () =>
  processesOf(data)
    .map(({ name }) => name)
    .filter((name) => name !== 'supervisor')
    .sort((a, b) => Number(b === 'ingress') - Number(a === 'ingress') || place(a).localeCompare(place(b)));
/** By replica, so that never both of a service are killed in a row. */
const place = (name: string) => `${name.match(/-(\d+)$/)?.[1] ?? '1'} ${name}`;

/** Runs the main job as it is. Each step that it tells is the sign for the next kill, once all is ready again. */
async function mainJobWith(url: string, kill: () => Promise<void>) {
  const child = spawn(process.execPath, [mainJob, '--url', url], { stdio: ['ignore', 'pipe', 'inherit'] });
  let killing = Promise.resolve();
  let isBusy = false;
  for await (const line of createInterface({ input: child.stdout })) {
    const [, passed, failed] = line.match(/^(\d+) passed, (\d+) failed$/) ?? [];
    if (!passed) tell(`  ${line}`);
    else [passedThere, failedThere] = [Number(passed), Number(failed)];
    if (!values.kills || isBusy || !/^[✓✗]/.test(line)) continue;
    isBusy = true;
    killing = kill().then(() => {
      isBusy = false;
    }, complain);
  }
  await killing;
  ensure(passedThere > 0 && failedThere === 0, `${failedThere} of its steps failed.`);
}

const complain = (error: Error) => void tell(`  ${error.message}`);
const began = performance.now();
const env = { WEFT_DATA: data, WEFT_DEMO_WEEKS: values.weeks };
const cluster = await startProcess(env, [clusterMain, '--replicas', values.replicas]);
tell(`Ready with the demonstration network after ${Math.round(performance.now() - began)} ms: ${cluster.address}`);
const operator = { person: 'operator', organisation: 'WEFT', roles: ['operator' as const] };
const token = await tokensOf(readFileSync(join(data, 'token.key')), () => new Date()).sign(operator);
const client = nodeClient({ url: cluster.address, token: () => token });
await recordSmallNetwork(client, network);
const sending = fillAndClear(client, { ...network, seed: 1, aSecond: A_SECOND });

const waiting = values.kills ? victims() : [];
const wanted = waiting.length;
const back: { readonly name: string; readonly ms: number }[] = [];
async function killNext() {
  const name = waiting.shift();
  if (!name) return;
  const ms = Math.round(await killNine(data, name));
  back.push({ name, ms });
  tell(`  ⚡ ${name} was killed with -9, and was ready again after ${ms} ms`);
}

await job.step('the main job, through the command line and a browser', () => mainJobWith(cluster.address, killNext));
if (values.kills)
  await job.step('each process was killed with -9 once, and came back', async () => {
    while (waiting.length > 0) await killNext();
    ensure(back.length === wanted && wanted > 5, `${back.length} of ${wanted} were killed.`);
    const again = processesOf(data).filter(({ restarts = 0 }) => restarts > 0).length;
    ensure(again === wanted, `${again} of ${wanted} were started again.`);
  });

await job.step('acknowledged commands, sent again, hear the same', async () => {
  await sending.stop(30_000);
  ensure(sending.acknowledged.length > 20, `Only ${sending.acknowledged.length} commands were acknowledged.`);
  for (const command of sending.acknowledged.slice(-30)) await send(client, command);
});

const eventLog = `esdb://127.0.0.1:${processesOf(data).find(({ name }) => name === 'eventstore')?.port}?tls=false`;
const log = await openLog(process.env.EVENTSTORE_URL ?? eventLog);
const ids = sending.acknowledged.map(({ commandId }) => commandId);
let judged: readonly Judged[] = [];
await until('what was under way is finished', async () => {
  judged = await judgeLog(log, ids);
  return judged.every(({ broken }) => broken.length === 0);
}).catch(() => {});
for (const { promise, broken } of judged)
  await job.step(`${promise}, over the whole log`, async () => ensure(broken.length === 0, broken.join('\n')));
await job.step('every view of every replica equals its rebuild', async () => {
  const replicas = processesOf(data).map(({ name }) => name);
  const filesOf = (service: string) =>
    replicas
      .filter((name) => name.replace(/-\d+$/, '') === service)
      .map((name) => join(data, 'cluster', name, 'views', `${service}.db`));
  await until('every process is ready', async () => (await fetch(`${cluster.address}/health/ready`)).ok);
  const differences = await differencesFromRebuild(log, filesOf);
  ensure(differences.length === 0, differences.join('\n'));
});
await log.close();

const table = processesOf(data).map(({ name, pid }) => `${name} ${memoryOf(pid) ?? '?'} MiB`);
tell(`Memory: ${table.join(', ')}`);
if (back.length > 0) tell(`Ready again after kill -9: ${back.map(({ name, ms }) => `${name} ${ms} ms`).join(', ')}`);
tell(`${sending.acknowledged.length} commands were acknowledged beside the main job.`);

const pids = processesOf(data).map(({ pid }) => pid);
if (values.kills)
  await job.step('a supervisor that is killed with -9 leaves no process behind', async () => {
    await cluster.end('SIGKILL');
    await until('no process is left', () => !pids.some(isAlive));
  });
else
  await job.step('a stop ends every process in order', async () => {
    ensure((await cluster.end('SIGTERM')) === 0, cluster.said());
    ensure(cluster.said().includes('Stopped. Nothing was lost.'), cluster.said());
    ensure(!pids.some(isAlive), 'A process is left.');
  });
if (values.keep || job.failed().length > 0) tell(`What they said lies in ${data}/cluster.`);
else rmSync(data, { recursive: true, force: true });
tell(`${job.passed() + passedThere} passed, ${job.failed().length + failedThere} failed`);
process.exit(job.failed().length + failedThere > 0 ? 1 : 0);
