import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Appended, type EventLog, LogUnavailableError, type ReadFrom } from '../log.ts';
import { addressOf } from './address.ts';
import { append } from './append.ts';
import { batchesOf } from './batches.ts';
import { connectionTo } from './connection.ts';
import { keepSubscribed } from './keep-subscribed.ts';
import { PATIENCE, type Patience, perseverance } from './persevere.ts';
import { readNewest, readPage } from './read-page.ts';
import { readStream } from './read-stream.ts';
import { commitOf, positionOf } from './recorded.ts';
import { requireVersion } from './require-version.ts';
import { subscribe } from './subscribe.ts';
import { tailOf } from './tail.ts';
import { turnsOf } from './turns-of.ts';

/** Pages that are read at one time: the others wait, and leave room for the tail on the same connection. */
const PAGES_AT_ONCE = 16;

/**
 * The log on EventStoreDB or KurrentDB. Asks the server once whether it is there, lets us in and is of a version that
 * is known; after that it reconnects by itself. A call that stays without success for `patience.totalMs` throws a
 * LogUnavailableError that says why.
 */
export async function eventStoreLog(url: string, patience: Patience = PATIENCE): Promise<EventLog> {
  const address = addressOf(url);
  const commands = connectionTo(address);
  const history = connectionTo(address);
  const persevere = perseverance(commands, address, patience);
  const patientHistory = perseverance(history, address, patience);
  const closing = new AbortController();
  const onWay = new Set<Promise<unknown>>();
  const inTurn = turnsOf(PAGES_AT_ONCE);
  const page = (after: bigint, signal: AbortSignal) => inTurn(() => readPage(patientHistory, after, signal));
  const newest = () => readNewest(persevere, closing.signal);
  const tail = tailOf((subscriber) => keepSubscribed(history, { address, patience, newest }, subscriber));
  const requireOpen = () => {
    if (closing.signal.aborted) throw new LogUnavailableError('The log is closed. Start the service again.');
  };
  const until = (signal: AbortSignal) => AbortSignal.any([signal, closing.signal]);

  async function close() {
    closing.abort();
    await Promise.allSettled(onWay);
    await Promise.all([commands.close(), history.close()]);
  }

  try {
    await persevere({
      doing: 'open',
      isRepeatable: true,
      attempt: (client, ms) => requireVersion(client, ms, address),
    });
    await newest();
  } catch (error) {
    await close();
    throw error;
  }

  return {
    async append(stream, expected, events): Promise<Appended> {
      requireOpen();
      const sent = append(persevere, address, { stream, expected, events });
      onWay.add(sent);
      try {
        return await sent;
      } finally {
        onWay.delete(sent);
      }
    },
    async read(stream, from = 0) {
      requireOpen();
      const read = await readStream(persevere, { stream, from, signal: closing.signal });
      requireOpen();
      return read;
    },
    async *readAll({ after, categories }: ReadFrom) {
      requireOpen();
      const end = (await newest()) ?? -1n;
      const wanted = categories ? new Set(categories) : null;
      for (let reached = commitOf(after); reached < end; ) {
        const { events, reached: next, isEnd } = await page(reached, closing.signal);
        requireOpen();
        const within = events.filter(({ position }) => position.commit <= end);
        for (const batch of batchesOf(within, wanted, () => next >= end || isEnd)) {
          yield batch;
          requireOpen();
        }
        if (isEnd) return;
        reached = next;
        await nextTurn();
      }
    },
    async *subscribe(from) {
      requireOpen();
      yield* subscribe({ ...from, signal: until(from.signal) }, { tail, readPage: page });
    },
    async head() {
      requireOpen();
      const commit = await newest();
      requireOpen();
      return commit === null ? null : positionOf(commit);
    },
    close,
  };
}
