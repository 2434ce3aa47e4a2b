import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

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
    case 'esdb':
      if (server) return { url: server, outlives: true, bytes: () => null, close: nothing };
      throw new Error('No server is named. Set EVENTSTORE_URL.');
    default:
      return adapter satisfies never;
  }
}
