import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { checkpointsOf, LIVE_CHECKPOINTS } from './checkpoints.ts';

/** What a view writes to and what queries read: one SQLite file per service. Statements are prepared once. */
export type Rows = {
  run(sql: string, ...values: SQLInputValue[]): void;
  /** The first row, or undefined. The caller names the type of its own table's row. */
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[];
  /** A number that is another one after each write or rollback: while it is the same, so are all rows. */
  writes(): number;
};

/** Rows with what their owner needs: DDL, transactions, closing. */
export type RowsFile = Rows & {
  exec(sql: string): void;
  /** A long history comes in: more memory is taken for it, and given back when it has. */
  takingHistory(isSo: boolean): void;
  /** Runs `work` in one transaction; a throw rolls all of it back. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
};

/** 32 MB of pages in memory. */
const LIVE = `PRAGMA cache_size=-32768; ${LIVE_CHECKPOINTS}; PRAGMA shrink_memory`;
/** 128 MB of pages in memory, and as many beside the file: one that many transactions change is read and copied once. */
const HISTORY = 'PRAGMA cache_size=-131072; PRAGMA wal_autocheckpoint=32768';

/** Opens the rows of a service: a file's path, or ':memory:'. Rows can be rebuilt, so a crash may cost the last ones. */
export function openRows(path: string): RowsFile {
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000; ${LIVE}`);
  const checkpoints = path === ':memory:' ? null : checkpointsOf(db, path);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  let isHistory = false;
  let writes = 0;
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    run: (sql, ...values) => {
      writes++;
      prepared(sql).run(...values);
    },
    get: <Row>(sql: string, ...values: SQLInputValue[]) => prepared(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SQLInputValue[]) => prepared(sql).all(...values) as Row[],
    writes: () => writes,
    exec: (sql) => {
      writes++;
      statements.clear();
      db.exec(sql);
    },
    takingHistory(isSo) {
      if (isSo === isHistory) return;
      isHistory = isSo;
      db.exec(isSo ? HISTORY : LIVE);
    },
    transaction(work) {
      begin.run();
      try {
        const result = work();
        commit.run();
        if (!isHistory) checkpoints?.committed();
        return result;
      } catch (error) {
        writes++;
        // A full disk has rolled back by itself.
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => {
      checkpoints?.end();
      db.close();
    },
  };
}
