import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A nats-server that can be started: where it lies, and its version. */
export type NatsProgram = { readonly path: string; readonly version: readonly [number, number, number] };

const HOW = `Install one (Debian, Ubuntu: apt-get install nats-server; macOS: brew install nats-server; or https://nats.io/download), name one (NATS_SERVER=/path/to/nats-server), or use a bus that runs already (EVENT_BUS=nats://host:4222).`;

/** Finds nats-server: the one that is named, or one on the PATH. Throws with how to get one. */
export function natsProgram(named: string | undefined, path: string): NatsProgram {
  // Debian keeps servers where only root's PATH leads.
  const places = [...path.split(delimiter), '/usr/sbin', '/usr/local/sbin'].map((folder) =>
    join(folder, 'nats-server'),
  );
  const found = named ?? places.find((place) => existsSync(place));
  if (!found) throw new Error(`No nats-server is on the PATH. ${HOW}`);
  let said: string;
  try {
    said = execFileSync(found, ['--version'], { encoding: 'utf8' });
  } catch (cause) {
    throw new Error(`${found} can't be started. ${HOW}`, { cause });
  }
  const [, major, minor, patch] = said.match(/nats-server.* v?(\d+)\.(\d+)\.(\d+)/) ?? [];
  if (!major) throw new Error(`${found} says "${said.trim()}", which is no version of nats-server. ${HOW}`);
  return { path: found, version: [Number(major), Number(minor), Number(patch)] };
}
