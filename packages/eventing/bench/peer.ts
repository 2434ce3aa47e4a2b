import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { atOnce, type Measured } from './measure.ts';
import { STREAM_EVENTS, uuidOf, type Workload } from './workload.ts';

/** The newest versions on npm of which core and store match. */
const PACKAGES = ['@event-driven-io/emmett@0.38.5', '@event-driven-io/emmett-sqlite@0.38.5', 'sqlite3@5.1.7'];

type PeerStore = {
  appendToStream(
    stream: string,
    events: readonly { readonly type: string; readonly data: unknown; readonly metadata: unknown }[],
    options: { readonly expectedStreamVersion: bigint | 'STREAM_DOES_NOT_EXIST' },
  ): Promise<unknown>;
};
type Peer = {
  getSQLiteEventStore(options: { readonly fileName: string; readonly schema: object }): PeerStore;
  sqliteConnection(options: { readonly fileName: string }): {
    querySingle(sql: string): Promise<Record<string, unknown> | null>;
    close(): void;
  };
};

/** Emmett's SQLite store at the same appends, and its durability as its own connection tells it. */
export async function measurePeer(
  work: Workload,
  { appends, folder, installed }: { readonly appends: number; readonly folder: string; readonly installed: string },
): Promise<{ readonly settings: string; readonly rows: readonly Measured[] }> {
  install(installed);
  const peer: Peer = createRequire(join(installed, 'package.json'))('@event-driven-io/emmett-sqlite');
  mkdirSync(folder, { recursive: true });
  const rows: Measured[] = [];
  let settings = '';
  for (const callers of [1, 8, 64]) {
    const fileName = join(folder, `peer-${callers}.db`);
    settings = await settingsOf(peer, fileName);
    rows.push(
      await measureCallers(peer, work, {
        appends: callers === 1 ? Math.ceil(appends / 10) : appends,
        callers,
        fileName,
      }),
    );
  }
  return { settings: `${PACKAGES.join(', ')} · ${settings}`, rows };
}

/** Brings the packages into a folder, unless they lie there. The driver may have to be compiled: that takes minutes. */
function install(folder: string): void {
  if (existsSync(join(folder, 'node_modules', '@event-driven-io'))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', ...PACKAGES], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 900_000,
    shell: process.platform === 'win32',
  });
}

async function measureCallers(
  peer: Peer,
  work: Workload,
  { appends, callers, fileName }: { readonly appends: number; readonly callers: number; readonly fileName: string },
): Promise<Measured> {
  const store = peer.getSQLiteEventStore({ fileName, schema: { autoMigration: 'CreateOrUpdate' } });
  const begin = work.event(0, uuidOf(0, 0));
  await store.appendToStream('first-1', [begin], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
  const streams: string[] = [];
  const failures = new Map<string, number>();
  let failed = 0;
  const measured = await atOnce(`append, ${callers} at once`, { count: appends, callers }, async (caller, done) => {
    const revision = done % STREAM_EVENTS;
    if (revision === 0) streams[caller] = work.stream();
    const { type, data, metadata } = work.event(revision, uuidOf(callers, done));
    const expectedStreamVersion = revision === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(revision);
    try {
      await store.appendToStream(streams[caller] as string, [{ type, data, metadata }], { expectedStreamVersion });
    } catch (error) {
      failed += 1;
      const why = (error as Error).message.split('\n', 1)[0] ?? '';
      failures.set(why, (failures.get(why) ?? 0) + 1);
    }
  });
  const db = new DatabaseSync(fileName);
  const stored = Number(db.prepare('SELECT count(*) AS n FROM emt_messages').get()?.n) - 1;
  db.close();
  if (failed === 0 && stored === appends) return measured;
  const [why] = [...failures].sort((one, other) => other[1] - one[1])[0] ?? ['nothing was refused'];
  return { ...measured, failed: `${appends} appends, ${failed} refused, ${stored} stored (most often: ${why})` };
}

/** The pragmas of a connection that the store itself would open. */
async function settingsOf(peer: Peer, fileName: string): Promise<string> {
  const connection = peer.sqliteConnection({ fileName });
  const journal = await connection.querySingle('PRAGMA journal_mode');
  const synchronous = await connection.querySingle('PRAGMA synchronous');
  connection.close();
  return `journal_mode=${journal?.journal_mode} synchronous=${synchronous?.synchronous} (2 is FULL)`;
}
