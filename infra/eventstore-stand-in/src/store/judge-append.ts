import { type Expected, isSoftDeleted, type StreamState } from './event.ts';

/** What an append meets: the stream, and ways to look up ids that are already there. */
export type Standing = {
  readonly stream: StreamState;
  /** The revision of a stream's first event: 0. */
  readonly first: bigint;
  hasMetadata(): boolean;
  /** The id of the stored event at that revision of the stream. */
  storedId(revision: bigint): string | undefined;
  /** The revision at which this stream got the id lately. */
  recent(id: string): bigint | undefined;
};

/** `repeated`: all of it is there already, up to that revision. */
export type Verdict = 'write' | 'wrong' | 'deleted' | { readonly repeated: bigint };

/** Decides an append as the server's index writer does. */
export function judgeAppend(expected: Expected, ids: readonly string[], standing: Standing): Verdict {
  const { stream, hasMetadata } = standing;
  if (stream.tombstoned) return 'deleted';
  if (expected === 'stream_exists') {
    if (isSoftDeleted(stream)) return 'deleted';
    if (stream.last < 0n && !hasMetadata()) return 'wrong';
  }
  if (expected === 'any' || expected === 'stream_exists') return judgeByCache(ids, standing);
  const exact = expected === 'no_stream' ? -1n : expected;
  if (exact > stream.last) return 'wrong';
  if (exact === stream.last) return 'write';
  return judgeOlder(exact, ids, standing);
}

function judgeByCache(ids: readonly string[], { recent }: Standing): Verdict {
  let repeated: bigint | undefined;
  for (const [index, id] of ids.entries()) {
    const revision = recent(id);
    if (revision === undefined) return index === 0 ? 'write' : 'wrong';
    repeated = revision;
  }
  return repeated === undefined ? 'write' : { repeated };
}

function judgeOlder(exact: bigint, ids: readonly string[], { stream, first, storedId, recent }: Standing): Verdict {
  if (ids.length === 0) return 'wrong';
  const start = exact < 0n ? first : exact + 1n;
  for (const [index, id] of ids.entries()) {
    const revision = start + BigInt(index);
    if (recent(id) === revision || storedId(revision) === id) continue;
    return index === 0 && exact === -1n && isSoftDeleted(stream) ? 'write' : 'wrong';
  }
  return { repeated: start + BigInt(ids.length) - 1n };
}
