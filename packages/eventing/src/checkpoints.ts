import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';

/** So many pages beside the file (16 MB) are copied into it. */
const PAGES = 4000;
/** So many pages, and the writer copies them itself: the thread beside it is gone or does not keep up. */
const MOST_PAGES = 4 * PAGES;
/** What a database whose file is copied so is told. */
export const LIVE_CHECKPOINTS = `PRAGMA wal_autocheckpoint=${MOST_PAGES}`;
/** The write-ahead file is looked at after so many commits. */
const BETWEEN_LOOKS = 32;

/** Copies what the write-ahead file of one database holds into it, from a thread beside the one that writes. */
export type Checkpoints = {
  /** Says that a transaction was committed. */
  committed(): void;
  /** Nothing more is copied; for before the database is closed. */
  end(): void;
};

type Thread = { readonly worker: Worker; readonly asked: Map<string, () => void> };
/** One for all databases of the process, from the first that needs it on. */
let thread: Thread | null = null;

function startThread(): Thread {
  const worker = new Worker(new URL('./checkpoint-thread.ts', import.meta.url));
  const started: Thread = { worker, asked: new Map() };
  const answer = (path: string) => {
    const done = started.asked.get(path);
    started.asked.delete(path);
    done?.();
  };
  worker.on('message', answer);
  worker.on('error', () => {});
  worker.on('exit', () => {
    if (thread === started) thread = null;
    for (const path of [...started.asked.keys()]) answer(path);
  });
  // Listening keeps a process alive; it may end without this thread.
  worker.unref();
  return started;
}

/** Calls back when the file was copied, or could not be. */
function copyBeside(path: string, done: () => void): void {
  thread ??= startThread();
  thread.asked.set(path, done);
  thread.worker.postMessage(path);
}

/**
 * Keeps the write-ahead file of a database short. Most of it is copied and flushed by a thread of its own, for that
 * takes tens of milliseconds; the writer copies what is left where the thread never came to the end.
 */
export function checkpointsOf(db: DatabaseSync, path: string): Checkpoints {
  db.exec(LIVE_CHECKPOINTS);
  const look = db.prepare('PRAGMA wal_checkpoint(NOOP)');
  const copy = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  let commits = 0;
  let copying = false;
  let ended = false;
  /** Pages in the write-ahead file, and how many of them are not copied; none where a fault of the disk hides them. */
  function pages(): { readonly all: number; readonly left: number } {
    try {
      const { log, checkpointed } = look.get() as { log: number; checkpointed: number };
      return { all: log, left: log - checkpointed };
    } catch {
      return { all: 0, left: 0 };
    }
  }
  function finish() {
    copying = false;
    if (ended || db.isTransaction) return;
    const { all, left } = pages();
    if (all < PAGES || left === 0) return;
    try {
      copy.get();
    } catch {
      // The next commit hears of the fault.
    }
  }
  return {
    committed() {
      commits += 1;
      if (copying || commits % BETWEEN_LOOKS !== 0 || pages().all < PAGES) return;
      copying = true;
      copyBeside(path, finish);
    },
    end() {
      ended = true;
    },
  };
}
