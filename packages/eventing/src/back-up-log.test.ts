import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUpLog } from './back-up-log.ts';
import type { NewEvent } from './event.ts';
import { sqliteLog } from './sqlite-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weft-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const happened = (): NewEvent => ({
  id: randomUUID(),
  type: 'NoteWritten',
  version: 1,
  data: { text: 'x'.repeat(200) },
  metadata: { commandId: 'c', at: '2026-03-01T09:00:00.000Z', actor: { person: 'p', organisation: 'o' } },
});

test('a log is backed up while it is written to, and opens again with all that was acknowledged before', async () => {
  const [path, copy] = [join(folder, 'log.db'), join(folder, 'copy.db')];
  const log = sqliteLog(path);
  let acknowledged = 0;
  let stop = false;
  const writing = (async () => {
    for (let n = 0; !stop; n++) {
      await Promise.all(Array.from({ length: 8 }, (_, w) => log.append(`note-${n}-${w}`, 'no-stream', [happened()])));
      acknowledged += 8;
    }
  })();
  while (acknowledged < 400) await new Promise((resolve) => setImmediate(resolve));
  const before = acknowledged;
  const { events, position } = await backUpLog(path, copy);
  stop = true;
  await writing;
  await log.close();
  expect(events).toBeGreaterThanOrEqual(before);
  const restored = sqliteLog(copy);
  expect(await restored.head()).toBe(position);
  expect((await restored.append('note-after', 'no-stream', [happened()])).revision).toBe(0);
  await restored.close();
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a backup overwrites nothing, and takes only a log of ours', async () => {
  const path = join(folder, 'log.db');
  await sqliteLog(path).close();
  writeFileSync(join(folder, 'there.db'), 'something');
  await expect(backUpLog(path, join(folder, 'there.db'))).rejects.toThrow(/is there already/);
  await expect(backUpLog(join(folder, 'none.db'), join(folder, 'copy.db'))).rejects.toThrow(/no log at/);
  await expect(backUpLog(join(folder, 'there.db'), join(folder, 'copy.db'))).rejects.toThrow(/no SQLite file/);
});
