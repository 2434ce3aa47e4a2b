import { DatabaseSync } from 'node:sqlite';

/**
 * Takes the file for this process until the returned function is called or the process ends: the operating system
 * holds the lock, so a kill leaves nothing stale. Throws when another process has it.
 */
export function takeLock(path: string): () => void {
  if (path === ':memory:') return () => {};
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new Error(`${path} is in use by another process. Stop that stand-in, or choose another file.`, { cause });
  }
  return () => lock.close();
}
