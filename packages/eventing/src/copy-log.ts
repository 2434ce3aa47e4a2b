import { createHash } from 'node:crypto';
import type { RecordedEvent } from './event.ts';
import type { EventLog } from './log.ts';

/** How far a copy has come. `total` is what the old log held when the copy began. */
export type CopyProgress = {
  readonly step: 'reading' | 'copying' | 'verifying';
  readonly done: number;
  readonly total: number;
};

/** What a copy has come to. */
export type Copied = {
  /** All events of the old log, each of which was compared. */
  readonly events: number;
  /** How many of them this run wrote; the others were there from a run before. */
  readonly written: number;
  /** SHA-256 over every event of the new log, in order, without positions: equal for equal histories. */
  readonly hash: string;
};

/** The two logs cannot become equal. Nothing that is there was changed. */
export class CopyRefusedError extends Error {
  override readonly name = 'CopyRefusedError';
  readonly code = 'copy-refused';
}

/** One append takes so many events of a stream at most, … */
const APPEND_EVENTS = 256;
/** … and so many bytes, well below what a log takes. */
const APPEND_BYTES = 700_000;
const TELL_EVERY = 1000;

/**
 * Copies a log into an empty one, or goes on where an earlier run was interrupted: streams, order, ids, types, data and
 * metadata stay, positions are the new log's. One append at a time, since the order over all streams has to stay. At
 * the end both logs are read again and compared, event by event. Refuses when the new log holds anything else.
 */
export async function copyLog(
  { from, to }: { readonly from: EventLog; readonly to: EventLog },
  tell: (progress: CopyProgress) => void = () => {},
): Promise<Copied> {
  const total = await countOf(from, tell);
  const present = await samePrefix(from, to, total);
  let done = present;
  for await (const run of runsOf(skip(eventsOf(from, total), present))) {
    const [first] = run as [RecordedEvent];
    await to.append(
      first.stream,
      first.revision === 0 ? 'no-stream' : first.revision - 1,
      run.map(({ id, type, version, data, metadata }) => ({ id, type, version, data, metadata })),
    );
    done += run.length;
    tell({ step: 'copying', done, total });
  }
  return { events: total, written: total - present, hash: await verified(from, to, { total, tell }) };
}

/** Counts the old log, and sees that each of its streams is whole. */
async function countOf(from: EventLog, tell: (progress: CopyProgress) => void): Promise<number> {
  const next = new Map<string, number>();
  let total = 0;
  for await (const { stream, revision, id } of eventsOf(from)) {
    const expected = next.get(stream) ?? 0;
    if (revision !== expected)
      throw new CopyRefusedError(
        `Stream ${stream} of the old log goes on at revision ${revision} (event ${id}) where ${expected} should be: something was deleted there. Restore it from a backup first. Nothing was written.`,
      );
    next.set(stream, revision + 1);
    total += 1;
    if (total % TELL_EVERY === 0) tell({ step: 'reading', done: total, total });
  }
  return total;
}

/** How many events the new log has; refuses unless they are the first ones of the old. */
async function samePrefix(from: EventLog, to: EventLog, total: number): Promise<number> {
  const old = eventsOf(from, total);
  let present = 0;
  for await (const event of eventsOf(to)) {
    const { value, done } = await old.next();
    if (done)
      throw new CopyRefusedError(
        `The new log holds ${event.type} (${event.id}) of ${event.stream} after all ${total} events of the old one: it is in use, or belongs to another copy. Choose an empty log. Nothing was written.`,
      );
    if (lineOf(value) !== lineOf(event))
      throw new CopyRefusedError(
        `Event ${present + 1} of the new log is ${event.type} (${event.id}) of ${event.stream}, and of the old one ${value.type} (${value.id}) of ${value.stream}, or their contents differ. Choose an empty log. Nothing was written.`,
      );
    present += 1;
  }
  await old.return(undefined);
  return present;
}

/** Reads both logs and compares every event; the hash of the new one. */
async function verified(
  from: EventLog,
  to: EventLog,
  { total, tell }: { readonly total: number; readonly tell: (progress: CopyProgress) => void },
): Promise<string> {
  const hash = createHash('sha256');
  const copies = eventsOf(to);
  let done = 0;
  for await (const event of eventsOf(from, total)) {
    const { value: copy } = await copies.next();
    if (!copy || lineOf(event) !== lineOf(copy)) throw notEqual(done + 1, event);
    hash.update(lineOf(copy)).update('\n');
    done += 1;
    if (done % TELL_EVERY === 0 || done === total) tell({ step: 'verifying', done, total });
  }
  const { value: more } = await copies.next();
  if (more) throw notEqual(done + 1, more);
  return hash.digest('hex');
}

const notEqual = (place: number, { type, id, stream }: RecordedEvent) =>
  new CopyRefusedError(
    `The copy differs at event ${place}: ${type} (${id}) of ${stream}. Somebody wrote to the new log meanwhile. Remove the new log and copy again; the old one is as it was.`,
  );

/** An event without its position, as one line: equal lines are equal events. */
const lineOf = ({ stream, revision, id, type, version, data, metadata }: RecordedEvent): string =>
  JSON.stringify([stream, revision, id, type, version, data, metadata]);

/** The first `count` events of a log, in order. */
async function* eventsOf(log: EventLog, count = Number.POSITIVE_INFINITY): AsyncGenerator<RecordedEvent> {
  let left = count;
  if (left === 0) return;
  for await (const { events } of log.readAll({ after: null }))
    for (const event of events) {
      yield event;
      left -= 1;
      if (left === 0) return;
    }
}

async function* skip(events: AsyncIterable<RecordedEvent>, count: number): AsyncIterable<RecordedEvent> {
  let left = count;
  for await (const event of events) {
    if (left > 0) left -= 1;
    else yield event;
  }
}

/** Events that follow each other in the log and in one stream, as many as one append takes. */
async function* runsOf(events: AsyncIterable<RecordedEvent>): AsyncIterable<readonly RecordedEvent[]> {
  let run: RecordedEvent[] = [];
  let bytes = 0;
  for await (const event of events) {
    const size = Buffer.byteLength(lineOf(event));
    const [first] = run;
    if (first && (first.stream !== event.stream || run.length >= APPEND_EVENTS || bytes + size > APPEND_BYTES)) {
      yield run;
      run = [];
      bytes = 0;
    }
    run.push(event);
    bytes += size;
  }
  if (run.length > 0) yield run;
}
