import type { DatabaseSync } from 'node:sqlite';

/** Writes of one transaction, at most: keeps the pause of the event loop short. */
const GROUP = 512;

type Waiting = { readonly write: () => () => void; readonly reject: (error: unknown) => void };

/** Takes writes one by one, and commits those of one turn of the event loop together. */
export type GroupCommit = {
  /** Settles after COMMIT only. What `write` throws reaches its caller alone. */
  add<Result>(write: () => Result): Promise<Result>;
  /** Commits all that waits, at once. */
  drain(): void;
};

export function groupCommit(
  db: DatabaseSync,
  after: { readonly commit: () => void; readonly rollback: () => void },
): GroupCommit {
  const queue: Waiting[] = [];
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const savepoint = db.prepare('SAVEPOINT one');
  const release = db.prepare('RELEASE one');
  const undo = db.prepare('ROLLBACK TO one');

  function writeOne({ write, reject }: Waiting): () => void {
    savepoint.run();
    try {
      const settle = write();
      release.run();
      return settle;
    } catch (error) {
      if (!db.isTransaction) throw error;
      undo.run();
      release.run();
      return () => reject(error);
    }
  }

  function commitGroup(group: readonly Waiting[]) {
    let settled: readonly (() => void)[];
    try {
      begin.run();
      settled = group.map(writeOne);
      commit.run();
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      after.rollback();
      for (const { reject } of group) reject(error);
      return;
    }
    after.commit();
    for (const settle of settled) settle();
  }

  function turn() {
    if (queue.length === 0) return;
    commitGroup(queue.splice(0, GROUP));
    if (queue.length > 0) setImmediate(turn);
  }

  return {
    add: (write) =>
      new Promise((resolve, reject) => {
        const settleLater = () => {
          const result = write();
          return () => resolve(result);
        };
        queue.push({ write: settleLater, reject });
        if (queue.length === 1) setImmediate(turn);
      }),
    drain() {
      while (queue.length > 0) commitGroup(queue.splice(0, GROUP));
    },
  };
}
