import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers, type MsgHdrs } from '@nats-io/transport-node';
import type { Message } from '../bus.ts';
import type { Position } from '../event.ts';
import type { BusParts } from './bus-parts.ts';
import { oneLine, positionIn } from './carried.ts';
import { unlessLost } from './nats-link.ts';
import { deadLetterStream } from './streams.ts';
import { tendStream } from './tending.ts';
import { bytesOf } from './wire.ts';

/** Why a message was set aside, and by whom. */
export type DeadLetter = {
  readonly consumer: string;
  readonly source: string;
  readonly subject: string;
  readonly id: string;
  readonly position: Position | null;
  /** Up to where the consumer had handled the source: the message comes first after it. */
  readonly after: Position | null;
  readonly tries: number;
  readonly error: string;
  /** When it was set aside, ISO in UTC. */
  readonly at: string;
};

const HEADER_BYTES = 4096;

/** Writes dead letters; resolves when the server has them all, and throws when it has not. */
export async function writeDeadLetters(
  messages: readonly Message[],
  why: Pick<DeadLetter, 'consumer' | 'source' | 'after' | 'tries'> & { readonly error: unknown },
  { parts, signal }: { readonly parts: BusParts; readonly signal: AbortSignal },
): Promise<void> {
  const { link, names, note } = parts;
  const { connection, lost } = await link.session(signal);
  const jsm = await jetstreamManager(connection, { checkAPI: false });
  await unlessLost(lost, tendStream(jsm, deadLetterStream(parts), note));
  const js = jetstream(connection);
  for (const message of messages) {
    const told = headers();
    const { subject, id, position } = message;
    const { consumer, source, after, tries } = why;
    const letter = { consumer, source, subject, id, position, tries: String(tries), error: oneLine(why.error) };
    for (const [name, value] of Object.entries(letter)) told.set(`Weft-${name}`, value);
    if (after !== null) told.set('Weft-after', after);
    told.set('Weft-at', new Date().toISOString());
    const payload = bytesOf(message);
    const isLarge = payload.length + HEADER_BYTES > (connection.info?.max_payload ?? 1024 * 1024);
    // A message that NATS cannot carry is fetched from its publisher again when it is wanted.
    const published = js.publish(names.dead(consumer, source), isLarge ? new Uint8Array(0) : payload, {
      headers: told,
    });
    await unlessLost(lost, published);
  }
}

/** Reads what the headers of a dead letter tell. */
export function deadLetterOf(told: MsgHdrs): DeadLetter {
  const text = (name: string) => told.get(`Weft-${name}`);
  return {
    consumer: text('consumer'),
    source: text('source'),
    subject: text('subject'),
    id: text('id'),
    position: positionIn(told, 'Weft-position'),
    after: positionIn(told, 'Weft-after'),
    tries: Number(text('tries')),
    error: text('error'),
    at: text('at'),
  };
}
