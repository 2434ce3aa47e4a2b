import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewEvent } from './event.ts';
import { logContract } from './log.contract.ts';
import type { EventLog } from './log.ts';
import { requireDurability } from './sqlite-file.ts';
import { sqliteLog } from './sqlite-log.ts';

logContract('sqlite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-log-'));
  const path = join(folder, 'log.db');
  const opened = [sqliteLog(path)];
  return {
    log: opened[0] as EventLog,
    reopen: async () => {
      const again = sqliteLog(path);
      opened.push(again);
      return again;
    },
    dispose: async () => {
      for (const log of opened) await log.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

describe('the file of a SQLite log', () => {
  let folder: string;
  let path: string;
  let log: EventLog | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'weft-log-'));
    path = join(folder, 'log.db');
  });
  afterEach(async () => {
    await log?.close();
    log = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  const note = (id: number, text = 'x'): NewEvent => ({
    id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    type: 'NoteWritten',
    version: 1,
    data: { text },
    metadata: { commandId: `c${id}`, at: '2026-03-01T09:00:00.000Z', actor: { person: 'p', organisation: 'o' } },
  });

  test('an empty log has no head, and keeps none over a restart', async () => {
    log = sqliteLog(path);
    expect(await log.head()).toBeNull();
    await log.close();
    log = sqliteLog(path);
    expect(await log.head()).toBeNull();
  });

  test('commits that would not survive a power cut are refused', () => {
    const db = new DatabaseSync(join(folder, 'other.db'));
    db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF');
    expect(() => requireDurability(db)).toThrow(/synchronous=0, not wal and at least 1/);
    db.exec('PRAGMA synchronous=NORMAL');
    expect(() => requireDurability(db)).not.toThrow();
    db.exec('PRAGMA journal_mode=DELETE');
    expect(() => requireDurability(db)).toThrow(/journal_mode=delete/);
    db.close();
  });

  test('a second writer in this process is refused, and told who holds the log', async () => {
    log = sqliteLog(path);
    expect(() => sqliteLog(path)).toThrow(new RegExp(`in use by process ${process.pid}`));
    expect(() => sqliteLog(path)).toThrow(/choose another data folder/);
    await log.append('note-1', 'no-stream', [note(1)]);
    await log.close();
    log = sqliteLog(path);
    expect((await log.read('note-1')).revision).toBe(0);
  });

  test('another process keeps the log while it lives; killed, it leaves nothing stale', async () => {
    const holder = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { sqliteLog } = await import(${JSON.stringify(new URL('./sqlite-log.ts', import.meta.url).href)});
         sqliteLog(${JSON.stringify(path)});
         console.log('held');
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      await once(holder.stdout, 'data');
      expect(() => sqliteLog(path)).toThrow(new RegExp(`in use by process ${holder.pid}.*kill ${holder.pid}`));
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
    log = sqliteLog(path);
    expect(await log.head()).toBeNull();
  });

  test('the file of a newer release is refused with the advice to upgrade, and stays as it was', async () => {
    log = sqliteLog(path);
    await log.append('note-1', 'no-stream', [note(1)]);
    await log.close();
    const db = new DatabaseSync(path);
    db.exec('PRAGMA user_version=2; PRAGMA journal_mode=DELETE');
    db.close();
    const [before, names] = [readFileSync(path), readdirSync(folder)];
    expect(() => sqliteLog(path)).toThrow(/format 2, and this release knows 1.*upgrade/);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(names);
  });

  test('a file that is not ours is refused and stays as it was', () => {
    writeFileSync(path, 'name,grade\nA,B\n'.repeat(50));
    expect(() => sqliteLog(path)).toThrow(/no SQLite file/);
    const other = join(folder, 'other.db');
    const db = new DatabaseSync(other);
    db.exec('CREATE TABLE mine (a)');
    db.close();
    expect(() => sqliteLog(other)).toThrow(/no log of Weft/);
  });

  test('a folder that cannot be written is named', () => {
    expect(() => sqliteLog(join(folder, 'missing', 'log.db'))).toThrow(/cannot be written/);
  });

  test('on a full disk an append is refused whole, reads go on, and writing goes on when there is room', async () => {
    log = sqliteLog(path);
    await log.append('note-1', 'no-stream', [note(1)]);
    await log.close();
    const beside = new DatabaseSync(path, { timeout: 5000 });
    beside.exec('CREATE TABLE ballast (b); INSERT INTO ballast VALUES (zeroblob(2000000))');
    const { page_count: pages } = beside.prepare('PRAGMA page_count').get() as { page_count: number };
    log = sqliteLog(path, { maxPages: pages + 20 });
    const open = log;

    let written = 0;
    const text = 'x'.repeat(3000);
    const fill = async () => {
      for (;;) {
        await open.append('note-1', written, [note(2 * written + 10, text), note(2 * written + 11, text)].slice(0, 1));
        written += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({ name: 'LogUnavailableError', code: 'disk-full' });
    await expect(
      open.append(
        'note-2',
        'no-stream',
        Array.from({ length: 50 }, (_, i) => note(5000 + i, text)),
      ),
    ).rejects.toThrow(/Nothing was written. Make room/);
    expect(written).toBeGreaterThan(3);
    expect((await open.read('note-1')).revision).toBe(written);
    expect((await open.read('note-2')).revision).toBe(-1);
    const head = await open.head();

    beside.exec('DROP TABLE ballast');
    beside.close();
    const after = await open.append(
      'note-2',
      'no-stream',
      Array.from({ length: 50 }, (_, i) => note(5000 + i, text)),
    );
    expect(after.revision).toBe(49);
    expect((after.position as string) > (head as string)).toBe(true);
    await open.close();
    log = sqliteLog(path);
    expect((await log.read('note-1')).revision).toBe(written);
    expect((await log.read('note-2')).revision).toBe(49);
  });

  test('a batch of large events stays small', async () => {
    log = sqliteLog(path);
    for (let id = 0; id < 20; id++) await log.append(`note-${id}`, 'no-stream', [note(id, 'x'.repeat(900_000))]);
    const sizes: number[] = [];
    for await (const batch of log.readAll({ after: null })) sizes.push(batch.events.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(5);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(20);
  });

  test('a long history leaves other work its turns', async () => {
    log = sqliteLog(path);
    for (let id = 0; id < 20; id++)
      await log.append(
        `note-${id}`,
        'no-stream',
        Array.from({ length: 500 }, (_, i) => note(id * 1000 + i)),
      );
    let turns = 0;
    let batches = 0;
    const stop = new AbortController();
    const count = () => {
      turns += 1;
      if (!stop.signal.aborted) setImmediate(count);
    };
    setImmediate(count);
    for await (const { live } of log.subscribe({ after: null, signal: stop.signal })) {
      batches += 1;
      if (live) stop.abort();
    }
    expect(batches).toBeGreaterThanOrEqual(20);
    expect(turns).toBeGreaterThanOrEqual(batches - 2);
  });

  test('a filter with few hits in a long log still moves on', async () => {
    log = sqliteLog(path);
    await log.append('rare-1', 'no-stream', [note(1)]);
    for (let id = 0; id < 20; id++)
      await log.append(
        `note-${id}`,
        'no-stream',
        Array.from({ length: 500 }, (_, i) => note(id * 1000 + i)),
      );
    await log.append('rare-2', 'no-stream', [note(2)]);
    const positions: string[] = [];
    const found: string[] = [];
    for await (const { events, position } of log.readAll({ after: null, categories: ['rare', 'absent'] })) {
      positions.push(position);
      found.push(...events.map(({ stream }) => stream));
    }
    expect(found).toEqual(['rare-1', 'rare-2']);
    expect(positions.length).toBeGreaterThan(2);
    expect(positions.at(-1)).toBe(await log.head());
  });
});
