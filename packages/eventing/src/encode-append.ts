import type { NewEvent } from './event.ts';
import { InvalidAppendError } from './log.ts';

/** What one append may weigh: the smallest default limit of the logs behind the port. */
const MAX_APPEND_BYTES = 1024 * 1024;

/** An event as JSON text, ready to be written. */
export type EncodedEvent = {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
};

/** Turns events into JSON, and refuses what no log behind the port could keep. */
export function encodeAppend(stream: string, events: readonly NewEvent[]): readonly EncodedEvent[] {
  if (stream === '' || stream.startsWith('$'))
    throw new InvalidAppendError(
      `A stream cannot be called "${stream}". Begin with its category, as in diary-7; $ is for the log's own streams.`,
    );
  if (events.length === 0)
    throw new InvalidAppendError(`An append to ${stream} holds no events. Send at least one, or do not append.`);
  let bytes = 0;
  const encoded = events.map(({ id, type, version, data, metadata }) => {
    if (id === '' || type === '')
      throw new InvalidAppendError(`An event for ${stream} has no id or no type. Give it both.`);
    const text = JSON.stringify(data);
    if (text === undefined)
      throw new InvalidAppendError(`The data of ${type} for ${stream} has no JSON form. Send an object.`);
    const beside = JSON.stringify(metadata);
    bytes += Buffer.byteLength(text) + Buffer.byteLength(beside) + 2 * type.length;
    return { id, type, version, data: text, metadata: beside };
  });
  if (bytes > MAX_APPEND_BYTES)
    throw new InvalidAppendError(
      `An append of ${events.length} events to ${stream} has ${bytes} bytes, and ${MAX_APPEND_BYTES} is the most. Split it into several commands, or keep the document elsewhere.`,
    );
  return encoded;
}
