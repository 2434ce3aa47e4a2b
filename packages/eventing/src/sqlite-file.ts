import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** 'Weft' in ASCII: tells our files from other SQLite files. */
const APPLICATION_ID = 0x57656674;
const VERSION = 1;

const SCHEMA = `
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    category TEXT NOT NULL
  );
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL
  );
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${VERSION};
`;

/**
 * Opens the file of a log, makes it when it is new, and refuses to go on where a flush of its write-ahead file would not
 * make commits durable.
 */
export function openLogFile(path: string, maxPages?: number): DatabaseSync {
  if (existsSync(path)) checkHeader(path);
  const db = new DatabaseSync(path, { timeout: 5000 });
  try {
    const version = pragma(db, 'user_version');
    if (version > VERSION) throw newerRelease(path, version);
    if (version === 0) db.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`);
    db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL');
    db.exec('PRAGMA cache_size=-65536');
    if (maxPages !== undefined) db.exec(`PRAGMA max_page_count=${Math.trunc(maxPages)}`);
    requireDurability(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Throws unless commits go to a write-ahead file, which alone has to be flushed, and which is flushed before it is copied. */
export function requireDurability(db: DatabaseSync): void {
  const journal = db.prepare('PRAGMA journal_mode').get()?.journal_mode;
  const synchronous = pragma(db, 'synchronous');
  if (journal === 'wal' && synchronous >= 1) return;
  throw new Error(
    `The log's file has journal_mode=${journal} and synchronous=${synchronous}, not wal and at least 1 (NORMAL): a power cut would lose acknowledged commands. Keep the data folder on a local disk, and use the Node release that this version names.`,
  );
}

const pragma = (db: DatabaseSync, name: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);

const newerRelease = (path: string, version: number) =>
  new Error(
    `${path} has format ${version}, and this release knows ${VERSION}. A newer release wrote it: upgrade this one. Nothing was changed.`,
  );

/** Throws unless the first page is one of ours. The database is not opened, so that any other file stays as it is. */
export function checkHeader(path: string): void {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  const length = readSync(file, header, 0, 100, 0);
  closeSync(file);
  if (length === 0) return;
  if (length < 100 || !header.toString('latin1').startsWith('SQLite format 3\0'))
    throw new Error(`${path} is no SQLite file. Choose another data folder, or restore this one from a backup.`);
  if (header.readUInt32BE(68) !== APPLICATION_ID)
    throw new Error(`${path} is a SQLite file, but no log of Weft. Choose another data folder.`);
  const version = header.readUInt32BE(60);
  if (version > VERSION) throw newerRelease(path, version);
}
