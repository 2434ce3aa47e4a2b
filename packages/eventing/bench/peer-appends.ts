/**
 * The benchmark's appends on Emmett's SQLite store, as a process of its own: the store may never answer.
 * `node packages/eventing/bench/peer-appends.ts <where it is installed> <new file> <callers> <appends>`
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { atOnce, type Measured } from './measure.ts';
import { STREAM_EVENTS, uuidOf, type Workload, workload } from './workload.ts';

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

const [installed = '', fileName = '', callers, appends] = process.argv.slice(2);
const peer: Peer = createRequire(join(installed, 'package.json'))('@event-driven-io/emmett-sqlite');
const settings = await settingsOf(peer, fileName);
const measured = await measureCallers(peer, workload(1, 300), {
  appends: Number(appends),
  callers: Number(callers),
  fileName,
});
process.stdout.write(`\n${JSON.stringify({ settings, measured })}\n`, () => process.exit(0));
