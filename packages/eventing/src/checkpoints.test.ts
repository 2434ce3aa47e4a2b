import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkpointsOf } from './checkpoints.ts';

/** More than are left before they are copied, fewer than the writer would copy itself. */
const ENOUGH_PAGES = 6000;

let folder: string;
let db: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weft-checkpoints-'));
  db = new DatabaseSync(join(folder, 'rows.db'));
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE pages (id INTEGER PRIMARY KEY, data BLOB)');
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a write-ahead file is copied beside the writer, and begins anew', async () => {
  const checkpoints = checkpointsOf(db, join(folder, 'rows.db'));
  const look = db.prepare('PRAGMA wal_checkpoint(NOOP)');
  const pages = () => look.get() as { log: number; checkpointed: number };
  const add = db.prepare('INSERT INTO pages (data) VALUES (?)');
  const kept: Buffer[] = [];
  const write = () => {
    const data = randomBytes(20_000);
    kept.push(data);
    add.run(data);
    checkpoints.committed();
  };
  while (pages().log < ENOUGH_PAGES) write();
  while (pages().checkpointed < pages().log) await nextTurn();
  write();
  expect(pages().log).toBeLessThan(20);
  checkpoints.end();
  const stored = db.prepare('SELECT data FROM pages ORDER BY id').all() as { data: Uint8Array }[];
  expect(stored.length).toBe(kept.length);
  expect(stored.every(({ data }, index) => Buffer.compare(data, kept[index] as Buffer) === 0)).toBe(true);
  expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
});

test('a file that is closed while it is copied stays whole', async () => {
  const path = join(folder, 'closed.db');
  const other = new DatabaseSync(path);
  other.exec('PRAGMA journal_mode=WAL; CREATE TABLE pages (data BLOB)');
  const checkpoints = checkpointsOf(other, path);
  const add = other.prepare('INSERT INTO pages VALUES (randomblob(1000000))');
  for (let index = 0; index < 32; index++) {
    add.run();
    checkpoints.committed();
  }
  checkpoints.end();
  other.close();
  const again = new DatabaseSync(path);
  expect(again.prepare('SELECT count(*) AS rows FROM pages').get()).toEqual({ rows: 32 });
  expect(again.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  again.close();
});

test('the thread that copies keeps no process alive', async () => {
  const program = `
    const { openRows } = await import(${JSON.stringify(new URL('./rows.ts', import.meta.url).href)});
    const rows = openRows(${JSON.stringify(join(folder, 'ends.db'))});
    rows.exec('CREATE TABLE pages (data BLOB)');
    for (let index = 0; index < 64; index++) rows.transaction(() => rows.run('INSERT INTO pages VALUES (randomblob(600000))'));
    rows.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([0, null]);
});
