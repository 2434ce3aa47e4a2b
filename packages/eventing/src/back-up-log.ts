import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Position } from './event.ts';
import { checkHeader } from './sqlite-file.ts';

/** What a backup holds. */
export type BackedUp = { readonly events: number; readonly position: Position | null; readonly bytes: number };

/** All pages in one step: a writer cannot make it begin again. */
const AT_ONCE = 2 ** 31 - 1;

/**
 * Copies the file of a SQLite log as it stands at one moment, while a platform goes on writing to it. The copy is
 * checked and on the disk when this resolves; until then it has another name. Throws when `to` is there already.
 */
export async function backUpLog(path: string, to: string): Promise<BackedUp> {
  if (!existsSync(path)) throw new Error(`There is no log at ${path}.`);
  if (existsSync(to)) throw new Error(`${to} is there already. Choose another name; nothing was changed.`);
  checkHeader(path);
  const part = `${to}.part`;
  rmSync(part, { force: true });
  const source = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    await backup(source, part, { rate: AT_ONCE });
  } finally {
    source.close();
  }
  const held = lookAt(part);
  const file = openSync(part, 'r+');
  fsyncSync(file);
  closeSync(file);
  renameSync(part, to);
  return { ...held, bytes: statSync(to).size };
}

/** Checks every page of a copy, and counts. */
function lookAt(path: string): Omit<BackedUp, 'bytes'> {
  const copy = new DatabaseSync(path);
  try {
    const said = Object.values(copy.prepare('PRAGMA integrity_check').get() ?? {})[0];
    if (said !== 'ok') throw new Error(`The copy is damaged (${said}). The log's disk may be ill; try again.`);
    copy.exec('PRAGMA journal_mode=DELETE');
    const { events, head } = copy.prepare('SELECT count(*) AS events, max(position) AS head FROM events').get() as {
      events: number;
      head: number | null;
    };
    return { events, position: head === null ? null : (String(head).padStart(20, '0') as Position) };
  } finally {
    copy.close();
  }
}
