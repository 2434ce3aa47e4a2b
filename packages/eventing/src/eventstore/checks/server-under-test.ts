import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { StandIn } from '@weft/eventstore-stand-in';
import { onTestFinished, vi } from 'vitest';
import type { NewEvent, Position, RecordedEvent } from '../../event.ts';
import type { EventLog } from '../../log.ts';
import { eventStoreLog } from '../eventstore-log.ts';
import type { Patience } from '../persevere.ts';

/** A server for one check. */
export type ServerUnderTest = {
  readonly url: string;
  /** Its switches; null for a real server, which cannot be broken on purpose. */
  readonly standIn: StandIn | null;
};

/** How the checks get a server: `options` are the stand-in's and mean nothing to a real server. */
export type OpenServer = (options?: {
  readonly firstPosition?: bigint;
  readonly firstRevision?: bigint;
}) => Promise<ServerUnderTest>;

/** Why a check is left out against a real server. */
export const NEEDS_SWITCHES = 'a real server has no switches for its faults';

/** Opens the adapter for one test. */
export async function logOn({ url }: ServerUnderTest, patience?: Patience): Promise<EventLog> {
  const log = await eventStoreLog(url, patience);
  onTestFinished(() => log.close());
  return log;
}

/** Asks until there is an answer: on a busy machine a hasty log misses one now and then. */
export const eventually = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => vi.waitFor(ask, { timeout: 30_000 });

/** The unmodified client, for what the port does not have. */
export function clientOn({ url }: ServerUnderTest): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(url);
  onTestFinished(() => client.dispose());
  return client;
}

/** A stream of a category of its own: a real server holds other streams too. */
export const freshStream = (): string => `c${randomUUID().replaceAll('-', '')}-1`;

/** `count` new events for the port. */
export const notes = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    type: 'NoteWritten',
    version: 1,
    data: { index },
    metadata: {
      commandId: 'command-1',
      at: '2026-03-01T09:00:00.000Z',
      actor: { person: 'person-1', organisation: 'RZZ01' },
    },
  }));

/** `count` new events for the client. */
export const plain = (count: number) =>
  Array.from({ length: count }, (_, index) => jsonEvent({ id: randomUUID(), type: 'Plain', data: { index } }));

/** Credentials on a call make the client take Append; without them it takes BatchAppend. */
export const OVER_APPEND = { credentials: { username: 'admin', password: 'changeit' } };

export const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

/** Reads a subscription until it has brought `count` events, then leaves it. */
export async function take(
  log: EventLog,
  count: number,
  from: { readonly after: Position | null; readonly categories?: readonly string[] },
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  const stop = new AbortController();
  for await (const batch of log.subscribe({ ...from, signal: stop.signal })) {
    events.push(...batch.events);
    if (events.length >= count) break;
  }
  return events;
}

/** All events of a category. */
export async function allOf(log: EventLog, category: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of log.readAll({ after: null, categories: [category] })) events.push(...batch.events);
  return events;
}
