import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openLog } from '@weft/eventing';
import { openDataFolder, stopOnSignals, whenThere } from '@weft/service-kit';
import { builtPages } from '../pages.ts';
import { serviceNames } from '../service-names.ts';
import { clusterSettingsFrom } from '../settings.ts';
import { freePorts } from './free-ports.ts';
import { natsProgram } from './nats-program.ts';
import { planOf, portsOf, type Wanted } from './plan.ts';
import { untilAlone, writeProcesses } from './processes-file.ts';
import { supervise } from './supervise.ts';

const USAGE = 'npm run cluster -- [--replicas 2] [--roster-workers 2] [--buses 1|3]';
const tell = (line: string) => console.log(line);

function numberIn(option: string, text: string, allowed: readonly number[]): number {
  if (!allowed.includes(Number(text)))
    throw new Error(`${option} is ${text}. Write one of ${allowed.join(', ')}.\n${USAGE}`);
  return Number(text);
}

/** Waits until the ingress says that every service is ready; says every while what is not. */
async function untilReady(address: string, isStopping: () => boolean) {
  for (let waitedMs = 0; !isStopping(); waitedMs += 100) {
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    if (waitedMs > 0 && waitedMs % 10_000 === 0)
      tell(`Not ready yet: ${answer ? await answer.text() : 'the ingress does not answer'}`);
    await setTimeout(100);
  }
}

async function start() {
  const { values } = parseArgs({
    options: {
      replicas: { type: 'string', default: '1' },
      'roster-workers': { type: 'string', default: '2' },
      buses: { type: 'string', default: '1' },
    },
  });
  const settings = clusterSettingsFrom(process.env);
  const data = openDataFolder(resolve(settings.WEFT_DATA));
  const folder = join(data.path, 'cluster');
  mkdirSync(folder, { recursive: true });
  const processes = join(folder, 'processes.json');
  const wanted: Wanted = {
    services: serviceNames,
    replicas: numberIn('--replicas', values.replicas, [1, 2, 3, 4]),
    rosterWorkers: numberIn('--roster-workers', values['roster-workers'], [0, 1, 2, 3, 4]),
    buses: settings.EVENT_BUS ? 0 : numberIn('--buses', values.buses, [1, 3]),
    eventLog: settings.EVENTSTORE_URL ?? settings.EVENT_LOG ?? null,
    eventBus: settings.EVENT_BUS ?? null,
    port: settings.PORT === 0 ? ((await freePorts(1))[0] as number) : settings.PORT,
    host: settings.HOST,
  };
  const nats = wanted.eventBus ? null : natsProgram(settings.NATS_SERVER, process.env.PATH ?? '');
  await untilAlone(processes, tell);
  const pages = await builtPages(tell);
  const ports = [...(await freePorts(portsOf(wanted)))];
  const tokenKey = settings.WEFT_TOKEN_KEY ?? data.tokenKey();
  const nextPort = () => ports.pop() as number;
  const plan = planOf(wanted, { folder, pages, tokenKey, nats, env: process.env, nextPort });
  const cluster = supervise(plan.members, {
    folder,
    imports: ['end-with-parent', 'keep-compiled'].map((name) =>
      fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
    ),
    tell,
    changed: (standing) => writeProcesses(processes, standing),
  });
  const isStopping = stopOnSignals(cluster.stop);
  tell(
    `${plan.members.length} processes are starting; ${processes} says which, and ${folder}/<name>.log what they say.`,
  );

  const log = await whenThere('the event log', () => openLog(plan.eventLog), { tell });
  const isNew = (await log.head()) === null;
  await log.close();
  const address = `http://localhost:${wanted.port}`;
  await untilReady(address, isStopping);
  // Loaded only now: the processes start the sooner.
  const { demoOnce, readyWords } = await import('../demo-once.ts');
  await demoOnce({ address, folder: data, settings, isNew }, isStopping);
  if (!isStopping()) tell(readyWords(address, data.path));
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
