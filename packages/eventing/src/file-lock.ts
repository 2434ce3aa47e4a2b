import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

/** Another process writes here. */
class InUseError extends Error {
  override readonly name = 'InUseError';
  readonly code = 'in-use';
}

/**
 * Takes `path` for this process until the returned function is called or the process ends, however it ends: the
 * operating system holds the lock, so a kill leaves nothing stale. `<path>.owner` only tells people who holds it.
 */
export function takeLock(path: string): () => void {
  const owner = `${path}.owner`;
  const lock = openLock(path);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if ((cause as { readonly errcode?: number }).errcode !== SQLITE_BUSY) throw notWritable(path, cause);
    const holder = readOwner(owner);
    throw new InUseError(
      `${path} is in use by ${holder ? `process ${holder}` : 'another process'}. Stop that process${holder ? ` (kill ${holder})` : ''}, or choose another data folder.`,
      { cause },
    );
  }
  writeFileSync(owner, String(process.pid));
  return () => {
    rmSync(owner, { force: true });
    lock.close();
  };
}

function openLock(path: string): DatabaseSync {
  try {
    return new DatabaseSync(`${path}.lock`, { timeout: 0 });
  } catch (cause) {
    throw notWritable(path, cause);
  }
}

const notWritable = (path: string, cause: unknown) =>
  new Error(`${path} cannot be written. Make its folder, and let this user write there.`, { cause });

function readOwner(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
