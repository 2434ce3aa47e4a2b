/** 8 MiB, as the server's cache of committed events. */
const CACHE_BYTES = 8 * 1024 * 1024;

/** The ids that were written lately. Bounded, and lost when the server stops: `any` is at least once. */
export type RecentIds = {
  /** The revision at which `stream` got this id, or undefined when that is unknown by now. */
  find(stream: string, id: string): bigint | undefined;
  add(stream: string, id: string, revision: bigint): void;
};

export function recentIds(bytes = CACHE_BYTES): RecentIds {
  const entries = new Map<string, { readonly stream: string; readonly revision: bigint }>();
  let used = 0;
  const sizeOf = (stream: string) => 32 + 2 * stream.length;
  return {
    find(stream, id) {
      const entry = entries.get(id);
      return entry?.stream === stream ? entry.revision : undefined;
    },
    add(stream, id, revision) {
      const before = entries.get(id);
      if (before) {
        used -= sizeOf(before.stream);
        entries.delete(id);
      }
      entries.set(id, { stream, revision });
      used += sizeOf(stream);
      for (const [oldest, entry] of entries) {
        if (used <= bytes) break;
        entries.delete(oldest);
        used -= sizeOf(entry.stream);
      }
    },
  };
}
