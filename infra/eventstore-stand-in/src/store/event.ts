/** What the caller expects of a stream: an exact revision, or one of the words of the protocol. */
export type Expected = bigint | 'any' | 'no_stream' | 'stream_exists';

/** The revision that a soft delete truncates to, and that of the `$streamDeleted` event of a tombstone. */
export const DELETED = 2n ** 63n - 1n;

/** An event as a caller sends it; its id is a lower-case GUID. */
export type ProposedEvent = {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
};

/** An event as it is stored. `position` is an offset in the log, `created` counts 100 ns since 1970. */
export type StoredEvent = Omit<ProposedEvent, 'isJson'> & {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: bigint;
  readonly isJson: bigint;
  readonly created: bigint;
};

/** What the store knows of a stream. `last` is -1 when nothing was ever written. */
export type StreamState = {
  readonly id: bigint;
  readonly last: bigint;
  readonly tombstoned: bigint;
  readonly truncateBefore: bigint;
  readonly maxCount: bigint | null;
  readonly maxAgeSeconds: bigint | null;
};

/** A deleted stream that may be written again. */
export const isSoftDeleted = (stream: StreamState): boolean =>
  stream.tombstoned === 0n && stream.last >= 0n && stream.truncateBefore === DELETED;

/** The stream that keeps the metadata of `stream`. */
export const metadataStreamOf = (stream: string): string => `$$${stream}`;

/** The stream that `stream` keeps the metadata of, or null. */
export const originalOf = (stream: string): string | null => (stream.startsWith('$$') ? stream.slice(2) : null);
