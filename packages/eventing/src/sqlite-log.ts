import { closeSync, fdatasync, openSync } from 'node:fs';
import type { StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { checkpointsOf } from './checkpoints.ts';
import { type EncodedEvent, encodeAppend } from './encode-append.ts';
import { categoryOf, type Position, type RecordedEvent } from './event.ts';
import { takeLock } from './file-lock.ts';
import { groupCommit } from './group-commit.ts';
import {
  type Appended,
  type Batch,
  type EventLog,
  type ExpectedRevision,
  LogUnavailableError,
  type ReadFrom,
  WrongRevisionError,
} from './log.ts';
import { newestEvents } from './newest-events.ts';
import { openLogFile } from './sqlite-file.ts';

/** A batch holds so many events at most, … */
const BATCH_EVENTS = 512;
/** … and stops after so many characters of data. */
const BATCH_CHARACTERS = 4_000_000;
/** A filtered batch looks at so many events at most before it reports how far it came. */
const WINDOW = 4096;
/** Who follows the log is given what came within so long together: each batch has its price. The first comes at once. */
const APART_MS = 20;
/** Of so many streams it is known how far they are. */
const KNOWN_STREAMS = 20_000;

type Append = {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EncodedEvent[];
};
/** A row as an array, in the order of COLUMNS: reading it so costs half of what an object does. */
type StoredEvent = [
  place: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  version: number,
  data: string,
  metadata: string,
];
const COLUMNS = 'e.position, s.name, e.revision, e.id, e.type, e.version, e.data, e.metadata';

const positionOf = (place: number) => String(place).padStart(20, '0') as Position;
const placeOf = (position: Position | null) => (position === null ? 0 : Number(position));
const decode = ([place, stream, revision, id, type, version, data, metadata]: StoredEvent): RecordedEvent => ({
  id,
  type,
  version,
  stream,
  revision,
  position: positionOf(place),
  data: JSON.parse(data),
  metadata: JSON.parse(metadata),
});

/**
 * The embedded log: one SQLite file, written by one process. An append resolves when it is on the disk, and nobody is shown
 * it before; those that come while others are on their way there share a commit. `maxPages` bounds the file (4 KiB a page).
 */
export function sqliteLog(path: string, { maxPages }: { readonly maxPages?: number } = {}): EventLog {
  const unlock = takeLock(path);
  let db: ReturnType<typeof openLogFile>;
  try {
    db = openLogFile(path, maxPages);
  } catch (error) {
    unlock();
    throw error;
  }
  const headNow = db.prepare('SELECT max(position) AS place FROM events');
  const findStream = db.prepare('SELECT id FROM streams WHERE name = ?');
  const addStream = db.prepare('INSERT INTO streams (name, category) VALUES (?, ?) RETURNING id');
  const lastRevision = db.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?');
  const idsAfter = db.prepare(
    'SELECT id, position FROM events WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ?',
  );
  const addEvent = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const readStream = db.prepare(
    `SELECT ${COLUMNS} FROM events e CROSS JOIN streams s ON s.id = e.stream WHERE e.stream = ? AND e.revision >= ? ORDER BY e.revision`,
  );
  const readAfter = db.prepare(
    `SELECT ${COLUMNS} FROM events e CROSS JOIN streams s ON s.id = e.stream WHERE e.position > ? AND e.position <= ? ORDER BY e.position`,
  );
  const windowEnd = db.prepare(
    'SELECT max(position) AS place FROM (SELECT position FROM events WHERE position > ? ORDER BY position LIMIT ?)',
  );
  const readWindow = db.prepare(
    `SELECT ${COLUMNS} FROM events e CROSS JOIN streams s ON s.id = e.stream WHERE e.position > ? AND e.position <= ? AND s.category IN (SELECT value FROM json_each(?)) ORDER BY e.position`,
  );

  for (const reading of [readStream, readAfter, readWindow]) reading.setReturnArrays(true);

  let head = (headNow.get() as { place: number | null }).place ?? 0;
  let written = head;
  let closed = false;
  /** How far streams are. No other process writes, so this is what the file holds, open transaction included. */
  const streams = new Map<string, { readonly id: number; readonly revision: number }>();
  const newest = newestEvents(head);
  const checkpoints = checkpointsOf(db, path);
  /** Streams whose newest events are on their way to the disk. */
  const underWay = new Set<string>();
  const waiting = new Set<() => void>();
  const wakeAll = () => {
    for (const wake of [...waiting]) wake();
  };
  let writeAhead: number | null = null;
  /** The write-ahead file holds what is committed. The thread that waits for the disk is not this one. */
  const flush = () =>
    new Promise<void>((resolve, reject) => {
      writeAhead ??= openSync(`${path}-wal`, 'r');
      fdatasync(writeAhead, (error) => (error ? reject(error) : resolve()));
    });
  const writer = groupCommit(db, write, {
    flush,
    commit() {
      head = written;
      underWay.clear();
      newest.commit();
      wakeAll();
      checkpoints.committed();
    },
    rollback() {
      written = head;
      underWay.clear();
      streams.clear();
      newest.rollback();
    },
  });

  function revisionOf(stream: string): { readonly id: number | null; readonly revision: number } {
    const known = streams.get(stream);
    if (known) return known;
    const found = findStream.get(stream) as { id: number } | undefined;
    if (!found) return { id: null, revision: -1 };
    return know(stream, {
      id: found.id,
      revision: (lastRevision.get(found.id) as { revision: number | null }).revision ?? -1,
    });
  }

  function know<Known extends { readonly id: number; readonly revision: number }>(stream: string, known: Known): Known {
    if (streams.size >= KNOWN_STREAMS) streams.clear();
    streams.set(stream, known);
    return known;
  }

  function write({ stream, expected, events }: Append): Appended {
    const { id, revision } = revisionOf(stream);
    if (expected !== 'any') {
      const exact = expected === 'no-stream' ? -1 : expected;
      if (id !== null && exact < revision) {
        const there = idsAfter.all(id, exact, events.length) as { id: string; position: number }[];
        if (there.length === events.length && there.every((stored, i) => stored.id === events[i]?.id))
          return {
            revision: exact + events.length,
            position: positionOf((there.at(-1) as { position: number }).position),
          };
      }
      if (exact !== revision) throw new WrongRevisionError(stream, expected, revision);
    }
    const streamId = id ?? (addStream.get(stream, categoryOf(stream)) as { id: number }).id;
    let place = written;
    let next = revision;
    const rows: StoredEvent[] = [];
    streams.delete(stream);
    underWay.add(stream);
    for (const { id: event, type, version, data, metadata } of events) {
      // Gaps, as in a log whose positions are offsets: nobody shall count on the next number.
      place += 1 + data.length;
      next += 1;
      addEvent.run(place, streamId, next, event, type, version, data, metadata);
      rows.push([place, stream, next, event, type, version, data, metadata]);
    }
    written = place;
    know(stream, { id: streamId, revision: next });
    newest.add(
      stream,
      rows.map((row) => ({ place: row[0], characters: row[6].length, event: () => decode(row) })),
    );
    return { revision: next, position: positionOf(place) };
  }

  /** The next stretch after `from`, or undefined at the head. */
  function batchAfter(from: number, categories: readonly string[] | undefined): Batch | undefined {
    if (from >= head) return undefined;
    const events = newest.after(from, categories);
    if (events) return { events, position: positionOf(head), live: true };
    if (!categories) return take(readAfter, [from, head], head);
    const place = Math.min((windowEnd.get(from, WINDOW) as { place: number }).place, head);
    return take(readWindow, [from, place, JSON.stringify(categories)], place);
  }

  function take(statement: StatementSync, values: readonly (number | string)[], end: number): Batch {
    const events: RecordedEvent[] = [];
    let reached = end;
    let characters = 0;
    for (const row of statement.iterate(...values)) {
      const stored = row as unknown as StoredEvent;
      events.push(decode(stored));
      characters += stored[6].length;
      if (events.length < BATCH_EVENTS && characters < BATCH_CHARACTERS) continue;
      reached = stored[0];
      break;
    }
    return { events, position: positionOf(reached), live: reached === head };
  }

  function requireOpen() {
    if (closed) throw new LogUnavailableError('The log is closed. Start the service again.');
    const broken = writer.broken();
    if (broken) throw broken;
  }

  return {
    async append(stream, expected, events) {
      requireOpen();
      return writer.add({ stream, expected, events: encodeAppend(stream, events) });
    },
    async read(stream, from = 0) {
      requireOpen();
      if (underWay.has(stream)) {
        await writer.settled();
        requireOpen();
      }
      const { id, revision } = revisionOf(stream);
      if (id === null || from > revision) return { revision, events: [] };
      return { revision, events: (readStream.all(id, from) as unknown as StoredEvent[]).map(decode) };
    },
    async *readAll({ after, categories }: ReadFrom) {
      requireOpen();
      const end = head;
      for (let from = placeOf(after); from < end; ) {
        requireOpen();
        const batch = batchAfter(from, categories) as Batch;
        from = placeOf(batch.position);
        yield batch;
        await nextTurn();
      }
    },
    async *subscribe({ after, categories, signal }) {
      requireOpen();
      let from = placeOf(after);
      if (after !== null && from === head) yield { events: [], position: after, live: true };
      for (let last = 0; !signal.aborted && !closed; ) {
        const batch = batchAfter(from, categories);
        if (!batch) {
          await arrival(signal);
          const early = last + APART_MS - performance.now();
          if (early > 0 && !signal.aborted && !closed) await pause(early);
          continue;
        }
        last = performance.now();
        from = placeOf(batch.position);
        yield batch;
        // A long history must leave the other work of the process its turns.
        if (!batch.live) await nextTurn();
      }
    },
    async head() {
      requireOpen();
      return head === 0 ? null : positionOf(head);
    },
    async close() {
      if (closed) return;
      closed = true;
      await writer.drain();
      wakeAll();
      checkpoints.end();
      if (writeAhead !== null) closeSync(writeAhead);
      db.close();
      unlock();
    },
  };

  /** Resolves at the next commit, at the close, or when `signal` aborts. */
  function arrival(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
