import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CancelledError,
  EventStoreDBClient,
  type JSONEventType,
  jsonEvent,
  UnavailableError,
} from '@eventstore/db-client';
import { onTestFinished, vi } from 'vitest';
import { type StandIn, type StandInOptions, startStandIn } from './start-stand-in.ts';

// No test measures time; a busy machine may take its own.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

/** A stand-in on a free port with its own file, stopped after the test. */
export async function standInForTest(options: Partial<StandInOptions> = {}): Promise<StandIn> {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const standIn = await startStandIn({ path: join(folder, 'log.db'), port: 0, ...options });
  onTestFinished(async () => {
    await standIn.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return standIn;
}

/** The unmodified client, disposed after the test. */
export function clientForTest({ url }: { readonly url: string }): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(url as unknown as TemplateStringsArray);
  // Not awaited: it waits for ever on a batch stream that has ended.
  onTestFinished(() => void client.dispose());
  return client;
}

/** A new client that the restarted server answers: the first calls may still meet the connection that was dropped. */
export async function clientAfterRestart(standIn: StandIn): Promise<EventStoreDBClient> {
  const client = clientForTest(standIn);
  for (;;) {
    try {
      await seatsOf(client, '$settings');
      return client;
    } catch (error) {
      if (!(error instanceof UnavailableError) && !(error instanceof CancelledError)) throw error;
    }
  }
}

/** The seats that stand in a stream, in order. */
export async function seatsOf(client: EventStoreDBClient, stream: string): Promise<number[]> {
  const found: number[] = [];
  for await (const { event } of client.readStream<SeatTaken>(stream)) if (event) found.push(event.data.seat);
  return found;
}

/** Credentials on a call make the client use Append instead of BatchAppend; without TLS they are not sent. */
export const overAppend = { credentials: { username: 'admin', password: 'changeit' } };

/** The same events for the same numbers: their ids are made of them. */
export function seats(from: number, to: number, stream = 1) {
  return Array.from({ length: to - from + 1 }, (_, index) =>
    jsonEvent<SeatTaken>({ id: idOf(from + index, stream), type: 'SeatTaken', data: { seat: from + index } }),
  );
}

export type SeatTaken = JSONEventType<'SeatTaken', { seat: number }>;

export const idOf = (number: number, stream = 1): string =>
  `${stream.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
