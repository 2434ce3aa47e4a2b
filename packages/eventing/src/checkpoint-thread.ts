import { DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';

/** A pass that reaches the end of what is written flushes the database too: what comes meanwhile takes another one. */
const PASSES = 10;

function copyAll(path: string): void {
  const db = new DatabaseSync(path);
  try {
    db.exec('PRAGMA synchronous=FULL');
    const copy = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
    const look = db.prepare('PRAGMA wal_checkpoint(NOOP)');
    for (let pass = 0; pass < PASSES; pass++) {
      copy.get();
      const { log, checkpointed } = look.get() as { log: number; checkpointed: number };
      if (checkpointed >= log) return;
    }
  } finally {
    db.close();
  }
}

// Copies write-ahead files into their databases, one after the other; says which it has come to the end of.
parentPort?.on('message', (path: string) => {
  try {
    copyAll(path);
  } catch {
    // A full or broken disk: the write-ahead file keeps what it holds, and whoever writes to it hears of the fault.
  }
  parentPort?.postMessage(path);
});
