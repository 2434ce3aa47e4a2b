import { randomUUID } from 'node:crypto';
import type { NewEvent, Position, RecordedEvent } from '../event.ts';
import type { Batch, EventLog } from '../log.ts';

/** A log for one test, and what the suite may do with it. */
export type LogUnderTest = {
  readonly log: EventLog;
  /** Opens the same log anew, as after a restart. Absent where the log dies with its process. */
  readonly reopen?: () => Promise<EventLog>;
  /** Removes all that the test left. */
  readonly dispose: () => Promise<void>;
};

/** A log may be a server that others write to as well: each test has streams and a category of its own. */
export const fresh = () => `c${randomUUID().replaceAll('-', '')}`;

const metadata = {
  commandId: 'command-1',
  at: '2026-03-01T09:00:00.000Z',
  actor: { person: 'person-1', organisation: 'RZZ01' },
  reason: 'Cover for the night',
};
export const happened = (data: unknown = { note: 'x' }, id: string = randomUUID()): NewEvent => ({
  id,
  type: 'NoteWritten',
  version: 1,
  data,
  metadata,
});
export const several = (count: number) => Array.from({ length: count }, (_, index) => happened({ index }));
export const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

/** Reads batches to their end. */
export async function collect(batches: AsyncIterable<Batch>) {
  const events: RecordedEvent[] = [];
  const positions: Position[] = [];
  for await (const batch of batches) {
    events.push(...batch.events);
    positions.push(batch.position);
  }
  return { events, positions };
}

/** Reads a subscription until it has brought `count` events, then leaves it. */
export async function take(
  log: EventLog,
  count: number,
  from: { after: Position | null; categories?: readonly string[] },
) {
  const stop = new AbortController();
  const events: RecordedEvent[] = [];
  for await (const batch of log.subscribe({ ...from, signal: stop.signal })) {
    events.push(...batch.events);
    if (events.length >= count) stop.abort();
  }
  return events;
}

export const lastPosition = async (log: EventLog) => (await log.head()) as Position;
