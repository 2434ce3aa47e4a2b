import { headers, type Msg, type NatsConnection } from '@nats-io/transport-node';
import type { Message, Replay } from '../bus.ts';
import type { Position } from '../event.ts';
import { byPosition, oneLine } from './carried.ts';
import { orBefore } from './names.ts';
import { bytesOf, Page, PageRequest, parsed } from './wire.ts';

const PAGE_MESSAGES = 1000;
const PAGE_BYTES = 256 * 1024;
const READ_MS = 300;
const SILENT_MS = 2000;
const ANSWER_MS = 4000;

/** Reads a page from a log: so many messages or bytes, whole positions, or as far as it comes in a third of a second. */
export async function readPage(replay: Replay, after: Position | null, signal: AbortSignal): Promise<Page> {
  const begun = performance.now();
  const enough = new AbortController();
  const messages: Message[] = [];
  let position = after;
  let bytes = 0;
  for await (const delivery of replay(
    after,
    AbortSignal.any([signal, enough.signal, AbortSignal.timeout(SILENT_MS)]),
  )) {
    for (const group of byPosition(delivery.messages)) {
      const size = bytesOf(group).length;
      const isFull = messages.length + group.length > PAGE_MESSAGES || bytes + size > PAGE_BYTES;
      if (isFull && messages.length > 0) {
        enough.abort();
        return { messages, position, live: false };
      }
      messages.push(...group);
      bytes += size;
      position = (group[0] as Message).position;
    }
    position = delivery.position;
    if (delivery.live || performance.now() - begun > READ_MS) {
      enough.abort();
      return { messages, position, live: delivery.live };
    }
  }
  return { messages, position, live: false };
}

/** Answers one request with a page, in as many messages as its size needs, and an empty one at the end. */
export async function answerPage(
  request: Msg,
  { maxBytes, read }: { readonly maxBytes: number; readonly read: (after: Position | null) => Promise<Page> },
): Promise<void> {
  const end = headers();
  try {
    const bytes = bytesOf(await read(parsed(PageRequest, request.data).after));
    const step = Math.floor(maxBytes / 2);
    for (let from = 0; from < bytes.length; from += step) request.respond(bytes.subarray(from, from + step));
    end.set('Weft-Bytes', String(bytes.length));
  } catch (error) {
    end.set('Weft-Failed', oneLine(error));
    throw error;
  } finally {
    request.respond(new Uint8Array(0), { headers: end });
  }
}

/** Asks any publisher of a source for its contracts after a position. Throws when none answers. */
export async function askPage(connection: NatsConnection, subject: string, after: Position | null): Promise<Page> {
  const parts: Uint8Array[] = [];
  let isWhole = false;
  const replies = await connection.requestMany(subject, bytesOf({ after }), {
    strategy: 'sentinel',
    maxWait: ANSWER_MS,
  });
  for await (const { data, headers: told } of replies) {
    if (data.length > 0) parts.push(data);
    else if (told?.has('Weft-Failed')) throw new Error(`${subject} is answered: ${told.get('Weft-Failed')}`);
    else isWhole = Number(told?.get('Weft-Bytes')) === parts.reduce((sum, part) => sum + part.length, 0);
  }
  if (!isWhole) throw new Error(`Nobody answered ${subject} with a whole page within ${ANSWER_MS} ms.`);
  const page = parsed(Page, Buffer.concat(parts));
  if (orBefore(page.position) < orBefore(after)) throw new Error(`${subject} answered with what lies before ${after}.`);
  return page;
}
