import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

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

/** 32 MB of pages in memory, and 16 MB beside the file before they are copied into it. */
const LIVE = 'PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=4000; PRAGMA shrink_memory';
/** 128 MB of each: a page that many transactions change is read and copied once. */
const HISTORY = 'PRAGMA cache_size=-131072; PRAGMA wal_autocheckpoint=32768';

/** Opens the rows of a service: a file's path, or ':memory:'. Rows can be rebuilt, so a crash may cost the last ones. */
export function openRows(path: string): RowsFile {
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000; ${LIVE}`);
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
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        writes++;
        // A full disk has rolled back by itself.
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => {
      db.close();
    },
  };
}
