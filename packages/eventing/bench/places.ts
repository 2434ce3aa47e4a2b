import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A place for one log: its address, and what it weighs. */
export type Place = {
  readonly url: string;
  /** True when another process can open it. */
  readonly outlives: boolean;
  /** Bytes on the disk of this machine when the log is closed; null when they are elsewhere, or nowhere. */
  bytes(): number | null;
  /** Ends what was started for it. */
  close(): Promise<void>;
};

export const ADAPTERS = ['sqlite', 'memory', 'esdb'] as const;
export type Adapter = (typeof ADAPTERS)[number];

const nothing = async () => {};

/** Makes an empty place below `folder`. `esdb` is the stand-in, started here, or the server that `server` names. */
export async function placeFor(adapter: Adapter, folder: string, server: string | undefined): Promise<Place> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'log.db');
  switch (adapter) {
    case 'memory':
      return { url: 'memory:', outlives: false, bytes: () => null, close: nothing };
    case 'sqlite':
      return { url: `sqlite:${path}`, outlives: true, bytes: () => statSync(path).size, close: nothing };
    case 'esdb': {
      if (server) return { url: server, outlives: true, bytes: () => null, close: nothing };
      const { url, stop } = await startApart(path);
      return { url, outlives: true, bytes: () => sizeOf(path), close: stop };
    }
    default:
      return adapter satisfies never;
  }
}

/** A SQLite file with what it has not yet taken in. */
const sizeOf = (path: string) =>
  [path, `${path}-wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);

/** Starts the stand-in as a process, so that its work is not taken for the client's. */
async function startApart(path: string): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const main = join(fileURLToPath(import.meta.resolve('@weft/eventstore-stand-in')), '..', 'main.ts');
  const child = spawn(process.execPath, [main, '--data', path, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const url = /^Listening: (\S+)/.exec(line)?.[1];
    if (!url) continue;
    return {
      url,
      async stop() {
        const ended = once(child, 'exit');
        child.kill();
        await ended;
      },
    };
  }
  throw new Error('The stand-in did not start.');
}
