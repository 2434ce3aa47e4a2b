import type { DatabaseSync } from 'node:sqlite';
import { originalOf, type StreamState } from './event.ts';
import type { StreamLimits } from './stream-limits.ts';

/** The row of each stream. */
export type StreamTable = {
  /** The state of a stream; of one that was never heard of, too. */
  state(name: string): StreamState;
  /** The id of a stream, which is made when it is new. */
  idOf(name: string): bigint;
  setLast(id: bigint, revision: bigint): void;
  setTombstoned(id: bigint): void;
  setLimits(id: bigint, limits: StreamLimits): void;
};

const UNKNOWN: StreamState = {
  id: -1n,
  last: -1n,
  tombstoned: 0n,
  truncateBefore: 0n,
  maxCount: null,
  maxAgeSeconds: null,
};

export function streamTable(db: DatabaseSync): StreamTable {
  const find = db.prepare(
    `SELECT id, last, tombstoned, truncate_before AS "truncateBefore", max_count AS "maxCount",
     max_age_seconds AS "maxAgeSeconds" FROM streams WHERE name = ?`,
  );
  const findId = db.prepare('SELECT id FROM streams WHERE name = ?');
  const add = db.prepare('INSERT INTO streams (name) VALUES (?) RETURNING id');
  const last = db.prepare('UPDATE streams SET last = ? WHERE id = ?');
  const tombstone = db.prepare('UPDATE streams SET tombstoned = 1 WHERE id = ?');
  const limit = db.prepare('UPDATE streams SET truncate_before = ?, max_count = ?, max_age_seconds = ? WHERE id = ?');
  return {
    state(name) {
      const found = (find.get(name) as StreamState | undefined) ?? UNKNOWN;
      // Of metadata the server keeps the newest event only.
      return originalOf(name) === null ? found : { ...found, maxCount: 1n };
    },
    idOf: (name) => ((findId.get(name) ?? add.get(name)) as { id: bigint }).id,
    setLast: (id, revision) => void last.run(revision, id),
    setTombstoned: (id) => void tombstone.run(id),
    setLimits: (id, { truncateBefore, maxCount, maxAgeSeconds }) =>
      void limit.run(truncateBefore, maxCount, maxAgeSeconds, id),
  };
}
