import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';

/** A real nats-server of a test's own. */
export type TestServer = {
  readonly url: string;
  /** Kills it, and starts it again on the same port; `wiped` without what it stored. */
  restart(how: { readonly wiped: boolean }): Promise<void>;
  stop(): Promise<void>;
};

/** The servers to test with, of those that NATS_SERVER lists, divided by colons. Empty when none of them is there. */
export function natsServers(listed = 'nats-server'): string[] {
  return listed.split(':').filter((path) => spawnSync(path, ['--version']).status === 0);
}

/** Starts a server with JetStream on a free port, and waits until it answers. */
export async function startNats(command: string): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'weft-nats-'));
  const port = await freePort();
  const url = `nats://127.0.0.1:${port}`;
  let child: ChildProcess;
  async function start() {
    child = spawn(command, ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder], { stdio: 'ignore' });
    const connection = await connect({ servers: url, waitOnFirstConnect: true, reconnectTimeWait: 50 });
    await connection.close();
  }
  async function kill() {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
  await start();
  return {
    url,
    async restart({ wiped }) {
      await kill();
      if (wiped) rmSync(join(folder, 'jetstream'), { recursive: true, force: true });
      await start();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
