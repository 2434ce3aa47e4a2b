import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const HERE = '10.77.9.1';
const THERE = '10.77.9.2';

/** The log and the bus in a network namespace of their own, behind one line that can be cut. */
export type Network = {
  /** How the platform reaches them. */
  readonly env: Readonly<Record<string, string>>;
  /** Drops all that arrives there and leaves from there. */
  cut(): void;
  /** Drops each packet that arrives there with a probability of 0 to 1. */
  lose(probability: number): void;
  heal(): void;
  /** Packets that were dropped since the last heal. */
  dropped(): number;
  readonly logFile: string;
  /** Stops the log and the bus in order. */
  stopServers(): Promise<void>;
  close(): Promise<void>;
};

const run = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: 'utf8' });

/** Makes the namespace and starts a nats-server and the EventStore stand-in in it. Needs root. */
export async function openNetwork(folder: string, env: NodeJS.ProcessEnv): Promise<Network> {
  const name = `weft${process.pid}`;
  const inside = (...args: string[]) => run('ip', 'netns', 'exec', name, ...args);
  run('ip', 'netns', 'add', name);
  run('ip', 'link', 'add', `${name}h`, 'type', 'veth', 'peer', 'name', `${name}n`);
  run('ip', 'link', 'set', `${name}n`, 'netns', name);
  run('ip', 'addr', 'add', `${HERE}/30`, 'dev', `${name}h`);
  run('ip', 'link', 'set', `${name}h`, 'up');
  inside('ip', 'addr', 'add', `${THERE}/30`, 'dev', `${name}n`);
  inside('ip', 'link', 'set', `${name}n`, 'up');
  inside('ip', 'link', 'set', 'lo', 'up');
  inside('iptables', '-N', 'CHAOS');
  inside('iptables', '-A', 'INPUT', '-j', 'CHAOS');
  inside('iptables', '-A', 'OUTPUT', '-j', 'CHAOS');
  const store = join(folder, 'there');
  mkdirSync(store);
  const logFile = join(store, 'eventstore.db');
  const children: ChildProcess[] = [];
  const start = (command: string, ...args: string[]) =>
    children.push(spawn('ip', ['netns', 'exec', name, command, ...args], { stdio: 'ignore', detached: true }));
  start(env.NATS_SERVER ?? 'nats-server', '-js', '-sd', join(store, 'nats'), '-a', THERE, '-p', '4222');
  const standIn = join(root, 'infra/eventstore-stand-in/src/main.ts');
  start(process.execPath, standIn, '--host', THERE, '--port', '2113', '--data', logFile);
  async function stopServers() {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || !child.pid) continue;
      const gone = new Promise((resolve) => child.once('close', resolve));
      process.kill(-child.pid, 'SIGTERM');
      await gone;
    }
  }
  return {
    env: { EVENTSTORE_URL: `esdb://${THERE}:2113?tls=false`, EVENT_BUS: `nats://${THERE}:4222` },
    cut: () => void inside('iptables', '-A', 'CHAOS', '-j', 'DROP'),
    lose: (probability) =>
      void inside(
        ...['iptables', '-A', 'CHAOS', '-m', 'statistic', '--mode', 'random'],
        ...['--probability', String(probability), '-j', 'DROP'],
      ),
    heal: () => void inside('iptables', '-F', 'CHAOS'),
    dropped: () =>
      [...inside('iptables', '-nvxL', 'CHAOS').matchAll(/^\s*(\d+)\s+\d+\s+DROP/gm)].reduce(
        (sum, match) => sum + Number(match[1]),
        0,
      ),
    logFile,
    stopServers,
    async close() {
      await stopServers();
      run('ip', 'netns', 'del', name);
    },
  };
}
