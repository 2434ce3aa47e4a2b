import { DatabaseSync } from 'node:sqlite';

/** 'WESI' in ASCII: tells our files from other SQLite files. */
const APPLICATION_ID = 0x57455349;

const NOT_A_DATABASE = 26;

const SCHEMA = `
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    last INTEGER NOT NULL DEFAULT -1,
    tombstoned INTEGER NOT NULL DEFAULT 0,
    truncate_before INTEGER NOT NULL DEFAULT 0,
    max_count INTEGER,
    max_age_seconds INTEGER
  ) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    size INTEGER NOT NULL,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    is_json INTEGER NOT NULL,
    created INTEGER NOT NULL,
    data BLOB NOT NULL,
    metadata BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
  PRAGMA application_id = ${APPLICATION_ID};
`;

/** Opens the stand-in's file, makes it when it is new, and refuses a file that is something else. */
export function openFile(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5000, readBigInts: true });
  try {
    const pages = pragma(db, 'page_count');
    if (pages === 0n) db.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`);
    else if (pragma(db, 'application_id') !== BigInt(APPLICATION_ID))
      throw new Error(`${path} is no file of the stand-in. Choose another file.`);
    db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL');
    db.exec('PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA wal_autocheckpoint=4000');
    if (path !== ':memory:' && pragma(db, 'synchronous') < 2n)
      throw new Error(`${path} cannot be written durably. Keep it on a local disk.`);
    return db;
  } catch (cause) {
    db.close();
    if ((cause as { readonly errcode?: number }).errcode === NOT_A_DATABASE)
      throw new Error(`${path} is no file of the stand-in. Choose another file.`, { cause });
    throw cause;
  }
}

/** The value of a pragma that yields one number. */
const pragma = (db: DatabaseSync, name: string): bigint =>
  BigInt(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0] as bigint);
