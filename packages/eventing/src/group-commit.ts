import type { DatabaseSync } from 'node:sqlite';
import { LogUnavailableError } from './log.ts';

/** Writes of one transaction, at most: keeps the pause of the event loop short. */
const GROUP = 512;
const SQLITE_FULL = 13;
/** SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC: what the disk holds is unknown until the file is opened again. */
const FAILED_SYNCS = [1034, 1290];

type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

/** Takes writes one by one, and commits together those that came while the ones before were on their way to the disk. */
export type GroupCommit<Item, Result> = {
  /** Settles when the group is on the disk; refusals too, since they may rest on a neighbour's write. */
  add(item: Item): Promise<Result>;
  /** Resolves when the group that is on its way to the disk has arrived or failed; at once where there is none. */
  settled(): Promise<void>;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
  /** Why nothing more is written until a restart, or null. */
  broken(): LogUnavailableError | null;
};

/** Told how the groups fare: what was written is shown to nobody before `commit`. */
type After = {
  /** Puts the committed group on the disk; rejects when it may not be there. */
  readonly flush: () => Promise<void>;
  readonly commit: () => void;
  readonly rollback: () => void;
};

/**
 * One transaction for many writes. Each lies in its own savepoint: one that throws leaves nothing, and its neighbours
 * are not spoilt. When the transaction itself fails, none of them is written and all of them are told. One group at a
 * time is on its way to the disk; the event loop goes on meanwhile.
 */
export function groupCommit<Item, Result>(
  db: DatabaseSync,
  write: (item: Item) => Result,
  after: After,
): GroupCommit<Item, Result> {
  const queue: Waiting<Item, Result>[] = [];
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const savepoint = db.prepare('SAVEPOINT one');
  const release = db.prepare('RELEASE one');
  const undo = db.prepare('ROLLBACK TO one');
  let broken: LogUnavailableError | null = null;
  /** The group under way; null when there is none. */
  let going: Promise<void> | null = null;

  function writeOne({ item, resolve, reject }: Waiting<Item, Result>): () => void {
    savepoint.run();
    try {
      const result = write(item);
      release.run();
      return () => resolve(result);
    } catch (error) {
      if (!db.isTransaction) throw error;
      undo.run();
      release.run();
      return () => reject(isSqlite(error) ? unavailable(error) : error);
    }
  }

  async function commitGroup(group: readonly Waiting<Item, Result>[]) {
    let settled: readonly (() => void)[];
    try {
      if (broken) throw broken;
      begin.run();
      settled = group.map(writeOne);
      commit.run();
      await flush();
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      after.rollback();
      const told = error instanceof LogUnavailableError ? error : unavailable(error);
      if (error instanceof FlushError || (isSqlite(error) && FAILED_SYNCS.includes(error.errcode))) broken = told;
      for (const { reject } of group) reject(told);
      return;
    }
    after.commit();
    for (const settle of settled) settle();
  }

  async function flush() {
    try {
      await after.flush();
    } catch (cause) {
      throw new FlushError(cause);
    }
  }

  function turn() {
    if (going || queue.length === 0) return;
    going = commitGroup(queue.splice(0, GROUP)).then(() => {
      going = null;
      if (queue.length > 0) setImmediate(turn);
    });
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        if (queue.length === 1) setImmediate(turn);
      }),
    async settled() {
      await going;
    },
    async drain() {
      while (going || queue.length > 0) {
        turn();
        await going;
      }
    },
    broken: () => broken,
  };
}

/** What was committed may not be on the disk. */
class FlushError extends Error {
  override readonly name = 'FlushError';

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

type SqliteError = Error & { readonly errcode: number };

const isSqlite = (error: unknown): error is SqliteError =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';

function unavailable(cause: unknown): LogUnavailableError {
  if (isSqlite(cause) && cause.errcode === SQLITE_FULL)
    return new LogUnavailableError('The disk of the log is full. Nothing was written. Make room, then try again.', {
      cause,
      code: 'disk-full',
    });
  const what = cause instanceof Error ? cause.message : String(cause);
  return new LogUnavailableError(
    `The log could not write: ${what}. Look at the disk of the data folder, restart, and send the command again under the same id.`,
    { cause },
  );
}
