import { JetStreamApiCodes, JetStreamApiError, jetstreamManager } from '@nats-io/jetstream';
import { type NatsConnection, RequestError } from '@nats-io/transport-node';
import { Message } from '../bus.ts';
import { type DeadLetter, deadLetterOf } from './dead-letter.ts';
import { namesBelow } from './names.ts';
import { natsLink } from './nats-link.ts';
import { Answer, bytesOf, parsed, type Redelivery } from './wire.ts';

/** A dead letter and the number that it has on its stream. */
export type NumberedLetter = DeadLetter & { readonly number: number };

/** What an operator does with the messages that consumers set aside. */
export type DeadLetters = {
  /** All of them, oldest first. */
  list(): Promise<readonly NumberedLetter[]>;
  /** One with its message; null when there is none of this number, and a null message when NATS could not carry it. */
  show(number: number): Promise<{ readonly letter: NumberedLetter; readonly message: Message | null } | null>;
  /** Hands it to its consumer once more. Null when it was taken, and the letter is gone; else why not. */
  replay(number: number): Promise<string | null>;
  /** Forgets it; the consumer goes on missing it. False when there was none. */
  drop(number: number): Promise<boolean>;
  close(): Promise<void>;
};

const REDELIVER_MS = 30_000;

/** Opens the dead letters of the bus at a NATS address. Rejects when no server answers within `withinMs`, and says why. */
export async function openDeadLetters(url: string, withinMs = 5000): Promise<DeadLetters> {
  const link = natsLink(url, 'weft dead-letters');
  let connection: NatsConnection;
  try {
    connection = await link.connected(AbortSignal.timeout(withinMs));
  } catch (cause) {
    const why = link.trouble();
    await link.close();
    throw new Error(why ?? `${url} does not answer.`, { cause });
  }
  const names = namesBelow(link.address.prefix);
  const jsm = await jetstreamManager(connection, { checkAPI: false });
  const stored = (number: number) => orNull(() => jsm.streams.getMessage(names.deadStream, { seq: number }));

  async function show(number: number) {
    const found = await stored(number);
    if (!found) return null;
    const letter = { ...deadLetterOf(found.header), number };
    return { letter, message: found.data.length === 0 ? null : parsed(Message, found.data) };
  }
  async function handed({ letter, message }: { letter: DeadLetter; message: Message | null }) {
    try {
      const { source, id, after } = letter;
      const payload = bytesOf({ source, id, after, message } satisfies Redelivery);
      const { data } = await connection.request(names.redeliver(letter.consumer), payload, { timeout: REDELIVER_MS });
      return parsed(Answer, data).failed;
    } catch (error) {
      const isAway = error instanceof RequestError && error.isNoResponders();
      return isAway ? `No ${letter.consumer} is running that could take it.` : (error as Error).message;
    }
  }

  return {
    async list() {
      const info = await orNull(() => jsm.streams.info(names.deadStream));
      const letters: NumberedLetter[] = [];
      for (let number = info?.state.first_seq ?? 1; number <= (info?.state.last_seq ?? 0); number++) {
        const found = await stored(number);
        if (found) letters.push({ ...deadLetterOf(found.header), number });
      }
      return letters;
    },
    show,
    async replay(number) {
      const found = await show(number);
      if (!found) return `There is no dead letter ${number}.`;
      const failed = await handed(found);
      if (failed === null) await jsm.streams.deleteMessage(names.deadStream, number);
      return failed;
    },
    async drop(number) {
      return (await stored(number)) !== null && (await jsm.streams.deleteMessage(names.deadStream, number));
    },
    close: () => link.close(),
  };
}

/** What is asked of the stream; null when nothing was ever set aside, so that there is no stream. */
async function orNull<T>(ask: () => Promise<T | null>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return null;
    throw error;
  }
}
