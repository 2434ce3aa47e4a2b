import { ConnectionLost, streamDeleted, WrongExpectedVersion } from '../failure.ts';
import {
  DELETED,
  type Expected,
  isSoftDeleted,
  metadataStreamOf,
  originalOf,
  type ProposedEvent,
  type StreamState,
} from './event.ts';
import { systemEvents } from './first-events.ts';
import { groupCommit } from './group-commit.ts';
import { judgeAppend } from './judge-append.ts';
import { takeLock } from './lock.ts';
import { openFile } from './open-file.ts';
import { type Reader, reader } from './reader.ts';
import { recentIds } from './recent-ids.ts';
import { metadataWith, parseLimits } from './stream-limits.ts';
import { streamTable } from './stream-table.ts';

/** What a write came to. `revision` is -1 when a missing stream was sent no events; `position` may be unknown. */
export type Written = { readonly revision: bigint; readonly position: bigint | null };

/** The log in its file: appends with the server's idempotency, deletes, and reading. */
export type Store = Reader & {
  /** Resolves when it is on the disk; throws a `Failure`. */
  append(stream: string, expected: Expected, events: readonly ProposedEvent[]): Promise<Written>;
  softDelete(stream: string, expected: Expected): Promise<Written>;
  tombstone(stream: string, expected: Expected): Promise<Written>;
  /** Calls `told` after each commit, until the returned function is called. */
  onCommit(told: () => void): () => void;
  /** While true, the file may not grow: SQLite refuses with its own error. */
  setFull(full: boolean): void;
  /** Loses what a restart of the server loses: the ids of late. */
  forget(): void;
  close(): void;
};

/** What a record takes in the log besides its bytes: makes positions look like offsets. */
const RECORD_BYTES = 96n;

/** Where a new log, and each new stream of users, begins. */
type Firsts = { readonly firstPosition: bigint; readonly firstRevision: bigint };

/** Opens the log at `path`. A new one starts with system events. */
export function openStore(path: string, { firstPosition, firstRevision }: Firsts): Store {
  const unlock = takeLock(path);
  let db: ReturnType<typeof openFile>;
  try {
    db = openFile(path);
  } catch (error) {
    unlock();
    throw error;
  }
  const streams = streamTable(db);
  const read = reader(db, streams);
  const addEvent = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const idAt = db.prepare('SELECT id FROM events WHERE stream = ? AND revision = ?');
  const positionAt = db.prepare('SELECT position FROM events WHERE stream = ? AND revision = ?');
  const lastEvent = db.prepare('SELECT position, size FROM events ORDER BY position DESC LIMIT 1');

  let recent = recentIds();
  let tail = endOfLog();
  let ticks = 0n;
  let closed = false;
  const listeners = new Set<() => void>();
  const writer = groupCommit(db, {
    commit() {
      for (const told of [...listeners]) told();
    },
    rollback() {
      tail = endOfLog();
      recent = recentIds();
    },
  });

  const firstOf = (stream: string) => (stream.startsWith('$') ? 0n : firstRevision);

  async function commit(work: () => Written): Promise<Written> {
    if (closed) throw new ConnectionLost();
    return writer.add(work);
  }

  function endOfLog(): bigint {
    const last = lastEvent.get() as { position: bigint; size: bigint } | undefined;
    return last ? last.position + last.size : firstPosition;
  }

  function now(): bigint {
    ticks = (ticks + 1n) % 10_000n;
    return BigInt(Date.now()) * 10_000n + ticks;
  }

  function insert(stream: string, first: bigint, events: readonly ProposedEvent[], known = -1n): Written {
    const id = known >= 0n ? known : streams.idOf(stream);
    let position = tail;
    let end = tail;
    let revision = first - 1n;
    for (const event of events) {
      position = end;
      revision += 1n;
      const size = RECORD_BYTES + BigInt(stream.length + event.type.length + event.data.length + event.metadata.length);
      const { id: eventId, type, isJson, data, metadata } = event;
      addEvent.run(position, size, id, revision, eventId, type, isJson ? 1 : 0, now(), data, metadata);
      end += size;
    }
    tail = end;
    streams.setLast(id, revision);
    for (const [index, event] of events.entries()) recent.add(stream, event.id, first + BigInt(index));
    const original = originalOf(stream);
    const last = events.at(-1);
    if (original !== null && last) streams.setLimits(streams.idOf(original), parseLimits(last.data));
    return { revision, position };
  }

  /** A new stream of metadata for `stream`: `change` over what is there, or alone. */
  function writeMetadata(stream: string, change: Readonly<Record<string, bigint>>, keep: boolean): Written {
    const name = metadataStreamOf(stream);
    const { last } = streams.state(name);
    const before = keep ? read.backwards(name, last, 1)[0]?.data : undefined;
    const event = systemEvents.metadata(metadataWith(before, change));
    return insert(name, last + 1n, [event]);
  }

  /** The state of a stream that is not tombstoned; its metadata goes with it. */
  function requireThere(stream: string): StreamState {
    const state = streams.state(stream);
    const original = originalOf(stream);
    if (state.tombstoned || (original !== null && streams.state(original).tombstoned)) throw streamDeleted(stream);
    return state;
  }

  function write(stream: string, expected: Expected, events: readonly ProposedEvent[]): Written {
    const state = requireThere(stream);
    const verdict = judgeAppend(
      expected,
      events.map(({ id }) => id),
      {
        stream: state,
        first: firstOf(stream),
        hasMetadata: () => streams.state(metadataStreamOf(stream)).last >= 0n,
        storedId: (revision) => (idAt.get(state.id, revision) as { id: string } | undefined)?.id,
        recent: (id) => recent.find(stream, id),
      },
    );
    if (verdict === 'deleted') throw streamDeleted(stream);
    if (verdict === 'wrong') throw new WrongExpectedVersion(stream, expected, state.last);
    if (verdict !== 'write') return repeated(stream, verdict.repeated);
    if (events.length === 0) return { revision: state.last, position: null };
    const written = insert(stream, state.last < 0n ? firstOf(stream) : state.last + 1n, events, state.id);
    if (isSoftDeleted(state)) writeMetadata(stream, { $tb: state.last + 1n }, true);
    return written;
  }

  function repeated(stream: string, revision: bigint): Written {
    const state = streams.state(stream);
    const found = positionAt.get(state.id, revision) as { position: bigint } | undefined;
    const isReadable = !isSoftDeleted(state) && revision >= state.truncateBefore;
    return { revision, position: isReadable && found ? found.position : null };
  }

  /** The rules that delete and tombstone share. */
  function requireExpected(stream: string, expected: Expected) {
    const { last } = requireThere(stream);
    if (expected === 'any') return;
    if (expected === 'stream_exists' ? last >= 0n : (expected === 'no_stream' ? -1n : expected) === last) return;
    throw new WrongExpectedVersion(stream, expected, last);
  }

  if (tail === firstPosition && lastEvent.get() === undefined) {
    db.exec('BEGIN IMMEDIATE');
    for (const [stream, event] of systemEvents.ofNewServer()) insert(stream, streams.state(stream).last + 1n, [event]);
    db.exec('COMMIT');
  }

  return {
    ...read,
    append: (stream, expected, events) => commit(() => write(stream, expected, events)),
    softDelete: (stream, expected) =>
      commit(() => {
        requireExpected(stream, expected);
        if (streams.state(stream).last < 0n) throw new WrongExpectedVersion(stream, expected, -1n);
        return writeMetadata(stream, { $tb: DELETED }, false);
      }),
    tombstone: (stream, expected) =>
      commit(() => {
        requireExpected(stream, expected);
        const { last } = streams.state(stream);
        const { position } = insert(stream, DELETED, [systemEvents.streamDeleted()]);
        const id = streams.idOf(stream);
        streams.setLast(id, last);
        streams.setTombstoned(id);
        return { revision: DELETED, position };
      }),
    onCommit(told) {
      listeners.add(told);
      return () => listeners.delete(told);
    },
    setFull(full) {
      const pages = full ? (db.prepare('PRAGMA page_count').get() as { page_count: bigint }).page_count : 4294967294n;
      db.exec(`PRAGMA max_page_count=${pages}`);
    },
    forget() {
      recent = recentIds();
    },
    close() {
      if (closed) return;
      closed = true;
      writer.drain();
      listeners.clear();
      db.close();
      unlock();
    },
  };
}
