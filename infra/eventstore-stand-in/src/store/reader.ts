import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StoredEvent, StreamState } from './event.ts';
import type { StreamTable } from './stream-table.ts';

/** A page ends after so many bytes of data. */
const PAGE_BYTES = 1_000_000;

/** Reads pages of stored events. A page may be shorter than asked; it is empty at the end only. */
export type Reader = {
  state(stream: string): StreamState;
  /** Events of a stream from `revision` on, as far as its metadata lets them be read. */
  forwards(stream: string, revision: bigint, count: number): readonly StoredEvent[];
  /** Events of a stream from `revision` down. */
  backwards(stream: string, revision: bigint, count: number): readonly StoredEvent[];
  /** All events at `position` or later, truncated ones too. */
  allForwards(position: bigint, count: number): readonly StoredEvent[];
  /** All events before `position`. */
  allBackwards(position: bigint, count: number): readonly StoredEvent[];
  /** The event at a revision, or undefined. */
  eventAt(stream: string, revision: bigint): StoredEvent | undefined;
  isPosition(position: bigint): boolean;
  /** The position of the newest event. */
  lastPosition(): bigint;
  /** Names of the streams that start so. */
  streamsLike(prefix: string): readonly string[];
};

const EVENT = `SELECT e.position, s.name AS stream, e.revision, e.id, e.type, e.is_json AS "isJson", e.created, e.data, e.metadata
  FROM events e CROSS JOIN streams s ON s.id = e.stream`;

export function reader(db: DatabaseSync, streams: StreamTable): Reader {
  const up = db.prepare(
    `${EVENT} WHERE e.stream = ? AND e.revision >= ? AND e.created >= ? ORDER BY e.revision LIMIT ?`,
  );
  const down = db.prepare(
    `${EVENT} WHERE e.stream = ? AND e.revision <= ? AND e.revision >= ? AND e.created >= ? ORDER BY e.revision DESC LIMIT ?`,
  );
  const allUp = db.prepare(`${EVENT} WHERE e.position >= ? ORDER BY e.position LIMIT ?`);
  const allDown = db.prepare(`${EVENT} WHERE e.position < ? ORDER BY e.position DESC LIMIT ?`);
  const at = db.prepare(`${EVENT} WHERE e.stream = ? AND e.revision = ?`);
  const has = db.prepare('SELECT 1 FROM events WHERE position = ?');
  const last = db.prepare('SELECT max(position) AS position FROM events');
  const like = db.prepare('SELECT name FROM streams WHERE last >= 0 AND substr(name, 1, ?) = ? ORDER BY id');

  return {
    state: streams.state,
    forwards(stream, revision, count) {
      const state = streams.state(stream);
      return page(up, [state.id, larger(revision, lowestOf(state)), oldestOf(state), count]);
    },
    backwards(stream, revision, count) {
      const state = streams.state(stream);
      return page(down, [state.id, revision, lowestOf(state), oldestOf(state), count]);
    },
    allForwards: (position, count) => page(allUp, [position, count]),
    allBackwards: (position, count) => page(allDown, [position, count]),
    eventAt: (stream, revision) => page(at, [streams.state(stream).id, revision])[0],
    isPosition: (position) => has.get(position) !== undefined,
    lastPosition: () => (last.get() as { position: bigint }).position,
    streamsLike: (prefix) => (like.all(prefix.length, prefix) as { name: string }[]).map(({ name }) => name),
  };
}

function page(statement: StatementSync, values: readonly (bigint | number)[]): readonly StoredEvent[] {
  const events: StoredEvent[] = [];
  let bytes = 0;
  for (const row of statement.iterate(...values)) {
    const event = row as StoredEvent;
    events.push(event);
    bytes += event.data.length + event.metadata.length;
    if (bytes >= PAGE_BYTES) break;
  }
  return events;
}

const larger = (a: bigint, b: bigint) => (a > b ? a : b);

function lowestOf({ truncateBefore, last, maxCount }: StreamState): bigint {
  return maxCount === null ? truncateBefore : larger(truncateBefore, last - maxCount + 1n);
}

function oldestOf({ maxAgeSeconds }: StreamState): bigint {
  return maxAgeSeconds === null ? 0n : (BigInt(Date.now()) - maxAgeSeconds * 1000n) * 10_000n;
}
