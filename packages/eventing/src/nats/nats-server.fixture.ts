import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';

/** The program that tests start. */
export const command = process.env.NATS_SERVER ?? 'nats-server';

/** Why no server can be started here, or null when one can. */
export const noServer = (() => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return `no ${command} on the PATH (NATS_SERVER names another one)`;
  }
})();

/** A real nats-server with a store of its own. */
export type NatsServer = {
  readonly url: string;
  start(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  kill(): Promise<void>;
  /** Removes all that JetStream keeps. Kill it before. */
  wipe(): void;
  dispose(): Promise<void>;
};

/** A port that nobody has just now. */
export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server: Server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** A server that is not started yet. `maxFile` bounds its store, as `16MB`. */
export async function natsServer({ maxFile = '1GB' }: { readonly maxFile?: string } = {}): Promise<NatsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'weft-nats-'));
  const port = await freePort();
  const url = `nats://127.0.0.1:${port}`;
  const config = join(folder, 'server.conf');
  const store = join(folder, 'store');
  writeFileSync(
    config,
    `listen: "127.0.0.1:${port}"\njetstream { store_dir: "${store}", max_file: ${maxFile}, max_mem: 16MB }\n`,
  );
  let child: ChildProcess | null = null;
  const server: NatsServer = {
    url,
    async start() {
      child = spawn(command, ['-c', config], { stdio: 'ignore' });
      for (;;) {
        try {
          const connection = await connect({ servers: url, timeout: 1000 });
          const { data } = await connection.request('$JS.API.INFO', '', { timeout: 1000 });
          await connection.close();
          if (data.length > 0) return;
        } catch (error) {
          if (child.exitCode !== null) throw new Error(`${command} ended at once.`, { cause: error });
        }
      }
    },
    signal: (signal) => void child?.kill(signal),
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
    wipe: () => rmSync(store, { recursive: true, force: true }),
    async dispose() {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return server;
}
