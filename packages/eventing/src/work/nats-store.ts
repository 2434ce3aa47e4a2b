import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import type { ObjectStore } from '@nats-io/obj';

/** What the store knows of an object. */
export type Known = { readonly revision: number; readonly isDeleted: boolean; readonly by: string };

/** JSON values by name, compressed, of any size. */
export type NatsStore = {
  /** Null when it was never there, or is no longer known. */
  look(name: string): Promise<Known | null>;
  /** Null when there is none, or it was removed. What is overwritten while it is read is read anew. */
  read(name: string): Promise<{ readonly value: unknown; readonly revision: number } | null>;
  /** Writes over revision `after`, 0 for a new one; null when it is at another one. `by` says who writes. */
  write(
    name: string,
    value: unknown,
    over: { readonly after: number; readonly by: string },
  ): Promise<{ readonly revision: number } | null>;
  /** Leaves a mark that it was removed, also of what was not there. */
  remove(name: string): Promise<void>;
};

/** How long a read may take, with all that is begun anew. */
const READ_MS = 10_000;
/** After so long without a part, the parts that were asked for may be gone. */
const SILENCE_MS = 1000;
const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Keeps JSON in a bucket of the object store. */
export function natsStore(bucket: ObjectStore): NatsStore {
  return {
    async look(name) {
      const info = await bucket.info(name);
      return info && { revision: info.revision, isDeleted: info.deleted, by: info.metadata?.by ?? '' };
    },
    async read(name) {
      for (const end = performance.now() + READ_MS; ; ) {
        const found = await bucket.get(name);
        if (!found) return null;
        // It says the same as its data, and would end the process if nobody listened.
        found.error.catch(() => {});
        const { revision } = found.info;
        try {
          const text = (await decompress(await bytesOf(found.data, name))).toString();
          return { value: JSON.parse(text), revision };
        } catch (error) {
          const isWorthwhile = error instanceof SilentError || (await bucket.info(name))?.revision !== revision;
          if (!isWorthwhile || performance.now() >= end) throw error;
        }
      }
    },
    async write(name, value, { after, by }) {
      const bytes = await compress(JSON.stringify(value), { level: 1 });
      try {
        const { revision } = await bucket.putBlob({ name, metadata: { by } }, bytes, { previousRevision: after });
        return { revision };
      } catch (error) {
        const { StreamWrongLastSequence, StreamWrongLastSequenceUnknown } = JetStreamApiCodes;
        if (hasCode(error, StreamWrongLastSequence, StreamWrongLastSequenceUnknown)) return null;
        throw error;
      }
    },
    async remove(name) {
      // The bucket marks only what it knows.
      if (!(await bucket.info(name))) await bucket.putBlob({ name }, new Uint8Array());
      await bucket.delete(name);
    },
  };
}

/** True for an error that JetStream gave with one of these numbers. */
export const hasCode = (error: unknown, ...codes: readonly number[]): boolean =>
  error instanceof JetStreamApiError && codes.includes(error.code);

/** The bytes of a stream; rejects when it falls silent, as one does whose parts were just overwritten. */
async function bytesOf(stream: ReadableStream<Uint8Array>, name: string): Promise<Buffer> {
  const reader = stream.getReader();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new SilentError(name)), SILENCE_MS);
  const parts: Uint8Array[] = [];
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) return Buffer.concat(parts);
      parts.push(value);
      timer.refresh();
    }
  } finally {
    clearTimeout(timer);
    await reader.cancel().catch(() => {});
  }
}

/** No part of an object came for a while. */
class SilentError extends Error {
  override name = 'SilentError';
  constructor(object: string) {
    super(`Of the object ${object} nothing more came for ${SILENCE_MS} ms. Look at the server of the work queue.`);
  }
}
