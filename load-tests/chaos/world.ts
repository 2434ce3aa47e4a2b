import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type WeftClient, weftClient } from '@weft/client';
import { tokensOf } from '@weft/service-kit';
import { z } from 'zod';
import { type Disk, openDisk } from './disk.ts';
import type { Experiment } from './experiment.ts';
import { type Line, openLine } from './line.ts';
import type { Load } from './load.ts';
import { type Network, openNetwork } from './network.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const Processes = z.array(z.object({ name: z.string(), pid: z.number().int(), port: z.number().int().nullish() }));
const READY = /Weft is ready: (\S+)/;

/** What an experiment acts upon. All of it is taken away at the end, whatever happened. */
export type World = {
  readonly kind: Experiment['configuration']['platform'];
  /** The folder with everything that the platform keeps. */
  readonly data: string;
  readonly disk: Disk | null;
  readonly network: Network | null;
  /** Stands between the clients and the platform. */
  readonly line: Line;
  readonly client: WeftClient;
  /** The file of the log. Read it when the platform has stopped. */
  logFile(): string;
  /** The load under way, once it has begun. */
  load: Load | null;
  /** What the platform printed so far. */
  said(): string;
  /** The process id behind a name, such as 'shared-rotas-1'; the whole platform is 'platform'. */
  pidOf(name: string): number;
  /** Where a process of the cluster listens. */
  addressOf(name: string): string;
  /** Names of all processes that somebody looks after. */
  names(): readonly string[];
  /** Starts the platform again after its process has gone. Only for the embedded one: a cluster looks after itself. */
  startAgain(env?: Readonly<Record<string, string>>): Promise<void>;
  /** Stops the platform in order. */
  stop(): Promise<number | null>;
  /** Ends everything and takes it away. */
  dispose(): Promise<void>;
};

type Started = { readonly child: ChildProcess; readonly address: string; readonly ended: Promise<number | null> };

/** Starts the platform that an experiment asks for, with the settings of `env` beneath its own. */
export async function openWorld({ configuration }: Experiment, env: NodeJS.ProcessEnv): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'weft-chaos-'));
  const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const disk = configuration.disk ? openDisk(join(folder, 'disk'), configuration.disk) : null;
    if (disk) undo.push(() => disk.close());
    const data = disk ? join(disk.path, 'data') : join(folder, 'data');
    mkdirSync(data, { recursive: true });
    const network = configuration.network ? await openNetwork(folder, env) : null;
    if (network) undo.push(() => network.close());
    return await startIn({ configuration, data, disk, network, undo, env });
  } catch (error) {
    for (const step of undo.toReversed()) await step();
    throw error;
  }
}

async function startIn({
  configuration,
  data,
  disk,
  network,
  undo,
  env: beneath,
}: Pick<Experiment, 'configuration'> &
  Pick<World, 'data' | 'disk' | 'network'> & { undo: (() => unknown)[]; env: NodeJS.ProcessEnv }) {
  let said = '';
  let now: Started;
  const entry = configuration.platform === 'cluster' ? 'cluster/main.ts' : 'start.ts';
  const args =
    configuration.platform === 'cluster'
      ? ['--replicas', String(configuration.replicas), '--buses', String(configuration.buses)]
      : [];
  const command = [process.execPath, join(root, 'services/platform/src', entry), ...args];
  const under = wrapping(configuration.under, data);
  async function start(env: Readonly<Record<string, string>> = {}): Promise<Started> {
    const [program = '', ...rest] = [...under.command, ...command];
    const child = spawn(program, rest, {
      env: {
        ...beneath,
        PORT: '0',
        WEFT_DEMO: 'off',
        WEFT_DATA: data,
        ...network?.env,
        ...under.env,
        ...configuration.env,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const from = said.length;
    const address = await new Promise<string>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        const ready = said.slice(from).match(READY)?.[1];
        if (ready) resolve(ready);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      void ended.then((status) => reject(new Error(`The platform ended with ${status}.\n${said.slice(from)}`)));
    });
    return { child, address, ended };
  }
  if (configuration.platform === 'none') return nothing({ data, disk, undo });
  now = await start();
  undo.push(async () => {
    now.child.kill('SIGCONT');
    now.child.kill('SIGKILL');
    await now.ended;
  });
  const line = await openLine(() => Number(new URL(now.address).port));
  undo.push(() => line.close());
  const token = await operatorToken(data);
  const client = weftClient({ url: line.address, token: () => token });
  const processes = () => {
    const file = join(data, 'cluster', 'processes.json');
    return existsSync(file) ? Processes.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  };

  const named = (name: string) => {
    const all = processes();
    const found = all.find((one) => one.name === name);
    if (!found) throw new Error(`There is no process ${name}; there are ${all.map((one) => one.name).join(', ')}.`);
    return found;
  };

  const world: World = {
    kind: configuration.platform,
    data,
    disk,
    network,
    line,
    client,
    load: null,
    logFile: () =>
      network?.logFile ?? join(data, configuration.platform === 'cluster' ? 'cluster/eventstore/log.db' : 'log.db'),
    said: () => said,
    pidOf: (name) => (name === 'platform' ? (now.child.pid as number) : named(name).pid),
    addressOf: (name) => `http://127.0.0.1:${named(name).port}`,
    names: () =>
      configuration.platform === 'cluster'
        ? processes()
            .map(({ name }) => name)
            .filter((name) => name !== 'supervisor')
        : ['platform'],
    async startAgain(env) {
      await now.ended;
      now = await start(env);
    },
    async stop() {
      now.child.kill('SIGTERM');
      const status = await Promise.race([now.ended, pause(60_000, null, { ref: false })]);
      await network?.stopServers();
      return status;
    },
    async dispose() {
      for (const step of undo.toReversed()) await step();
    },
  };
  return world;
}

/** A world without a platform: the action brings its own. */
async function nothing({
  data,
  disk,
  undo,
}: Pick<World, 'data' | 'disk'> & { undo: (() => unknown)[] }): Promise<World> {
  const line = await openLine(() => 0);
  undo.push(() => line.close());
  const none = () => {
    throw new Error('This experiment has no platform.');
  };
  return {
    ...{ kind: 'none', data, disk, network: null, line, client: weftClient({ url: line.address }), load: null },
    ...{
      logFile: none,
      said: () => '',
      pidOf: none,
      addressOf: none,
      names: () => [],
      startAgain: none,
      stop: async () => 0,
    },
    async dispose() {
      for (const step of undo.toReversed()) await step();
    },
  };
}

/** What makes the faults of a process possible: a library in front of the system's own. */
function wrapping(under: Experiment['configuration']['under'], data: string) {
  if (under === 'failing-disk') return { command: ['fiu-run', '-x'], env: {} };
  if (under !== 'another-clock') return { command: [], env: {} };
  const [library] = globSync('/usr/lib/*/faketime/libfaketime.so.1');
  if (!library) throw new Error('libfaketime is not there. Install Debian’s package faketime.');
  const file = join(data, 'clock');
  writeFileSync(file, '+0\n');
  const faked = { FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', DONT_FAKE_MONOTONIC: '1' };
  return { command: [], env: { LD_PRELOAD: library, ...faked } };
}

/** A token of the built-in operator, signed with the platform's own key. */
async function operatorToken(data: string): Promise<string> {
  const key = readFileSync(join(data, 'token.key'));
  const actor = { person: 'operator', organisation: 'WEFT', roles: ['operator' as const] };
  return tokensOf(key, () => new Date()).sign(actor);
}

/** Whether a program is on the PATH. */
export function hasProgram(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
