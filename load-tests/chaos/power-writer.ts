/**
 * Writes to a log until it is killed, and prints each id once it is acknowledged (`write <folder> full|normal`); or reads
 * such ids and says how many of them the log lacks (`look <folder> full|normal`). `normal` does not
 * flush each commit.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openLog } from '@weft/eventing';

const WRITERS = 8;
const [does, folder = '', flush] = process.argv.slice(2);
const file = join(folder, 'log.db');
const acknowledge = (id: string) => writeSync(1, `${id}\n`);

async function writeToLog() {
  const log = await openLog(`sqlite:${file}`);
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let revision = -1; ; revision++) {
        const id = randomUUID();
        const metadata = { commandId: id, at: new Date().toISOString(), actor: { person: 'p', organisation: 'o' } };
        const event = { id, type: 'NoteWritten', version: 1, data: { text: 'x'.repeat(300) }, metadata };
        await log.append(`note-${writer}`, revision < 0 ? 'no-stream' : revision, [event]);
        acknowledge(id);
      }
    }),
  );
}

async function writeWithoutFlushing() {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE events (id TEXT PRIMARY KEY, text TEXT)');
  const add = db.prepare('INSERT INTO events VALUES (?, ?)');
  for (;;) {
    const id = randomUUID();
    add.run(id, 'x'.repeat(300));
    acknowledge(id);
    await nextTurn();
  }
}

async function look() {
  let given = '';
  for await (const chunk of process.stdin) given += chunk;
  const acknowledged = given.split('\n').filter((line) => line !== '');
  const db = new DatabaseSync(file);
  const integrity = Object.values(db.prepare('PRAGMA integrity_check').get() ?? {})[0];
  let stored = new Set<unknown>();
  try {
    stored = new Set(
      db
        .prepare('SELECT id FROM events')
        .all()
        .map(({ id }) => id),
    );
  } catch (error) {
    // A cut may have taken the table itself, where nothing is flushed.
    if (flush === 'full') throw error;
  }
  db.close();
  const lost = acknowledged.filter((id) => !stored.has(id)).length;
  process.stdout.write(JSON.stringify({ acknowledged: acknowledged.length, lost, integrity }));
}

if (does === 'look') await look();
else if (flush === 'full') await writeToLog();
else await writeWithoutFlushing();
