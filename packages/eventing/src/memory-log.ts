import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeAppend } from './encode-append.ts';
import { categoryOf, Position, type RecordedEvent } from './event.ts';
import { type Batch, type EventLog, LogUnavailableError, type ReadFrom, WrongRevisionError } from './log.ts';

const BATCH = 512;
/** Positions have gaps in the real log; here too, so that nobody counts on the next number. */
const STEP = 97;

/** An event log in memory, for tests. Keeps the promises of the port, except that it dies with the process. */
export function memoryLog(): EventLog {
  const all: RecordedEvent[] = [];
  const streams = new Map<string, RecordedEvent[]>();
  const waiting = new Set<() => void>();
  let closed = false;

  const positionAt = (index: number) => Position.parse(String((index + 1) * STEP).padStart(20, '0'));
  const firstAfter = (after: Position | null) => {
    if (after === null) return 0;
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle] as RecordedEvent).position <= after) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const batchFrom = (index: number, categories: readonly string[] | undefined): Batch => {
    const slice = all.slice(index, index + BATCH);
    const events = categories ? slice.filter((event) => categories.includes(categoryOf(event.stream))) : slice;
    const last = slice.at(-1) as RecordedEvent;
    return { events, position: last.position, live: index + slice.length === all.length };
  };

  const requireOpen = () => {
    if (closed) throw new LogUnavailableError('The log is closed. Start the service again.');
  };

  async function* readAll({ after, categories }: ReadFrom) {
    requireOpen();
    const end = all.length;
    for (let index = firstAfter(after); index < end; ) {
      const batch = batchFrom(index, categories);
      yield batch;
      requireOpen();
      index = firstAfter(batch.position);
    }
  }

  return {
    async append(stream, expected, events) {
      requireOpen();
      const encoded = encodeAppend(stream, events);
      const existing = streams.get(stream) ?? [];
      const revision = existing.length - 1;
      if (expected !== 'any') {
        const exact = expected === 'no-stream' ? -1 : expected;
        if (exact < revision) {
          const there = existing.slice(exact + 1, exact + 1 + events.length);
          if (there.length === events.length && there.every((event, i) => event.id === events[i]?.id))
            return { revision: exact + events.length, position: there.at(-1)?.position ?? null };
        }
        if (exact !== revision) throw new WrongRevisionError(stream, expected, revision);
      }
      const recorded = encoded.map(({ data, metadata, ...event }, i) => ({
        ...event,
        data: JSON.parse(data),
        metadata: JSON.parse(metadata),
        stream,
        revision: revision + 1 + i,
        position: positionAt(all.length + i),
      }));
      all.push(...recorded);
      if (revision < 0) streams.set(stream, recorded);
      else existing.push(...recorded);
      for (const wake of [...waiting]) wake();
      return { revision: revision + events.length, position: recorded.at(-1)?.position ?? null };
    },
    async read(stream, from = 0) {
      requireOpen();
      const events = streams.get(stream) ?? [];
      return { revision: events.length - 1, events: events.slice(from) };
    },
    readAll,
    async *subscribe({ after, categories, signal }) {
      requireOpen();
      let from = after;
      if (after !== null && after === all.at(-1)?.position) yield { events: [], position: after, live: true };
      while (!signal.aborted && !closed) {
        const index = firstAfter(from);
        if (index < all.length) {
          const batch = batchFrom(index, categories);
          from = batch.position;
          yield batch;
          if (!batch.live) await nextTurn();
          continue;
        }
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            signal.removeEventListener('abort', wake);
            resolve();
          };
          waiting.add(wake);
          signal.addEventListener('abort', wake);
        });
      }
    },
    async head() {
      requireOpen();
      return all.at(-1)?.position ?? null;
    },
    async close() {
      closed = true;
      for (const wake of [...waiting]) wake();
    },
  };
}
