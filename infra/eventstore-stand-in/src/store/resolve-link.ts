import type { StoredEvent } from './event.ts';
import type { Reader } from './reader.ts';

/** An event as it is delivered: what a link points at, if it can be read, beside the link. */
export type Resolved = { readonly event: StoredEvent | null; readonly link: StoredEvent | null };

/** Follows a `$>` link when asked to. A link to what cannot be read any more comes alone. */
export function resolveLink(store: Reader, event: StoredEvent, resolves: boolean): Resolved {
  if (!resolves || event.type !== '$>') return { event, link: null };
  const text = Buffer.from(event.data).toString();
  const split = text.indexOf('@');
  const revision = text.slice(0, split);
  if (split < 1 || !/^\d+$/.test(revision)) return { event: null, link: event };
  const [target] = store.forwards(text.slice(split + 1), BigInt(revision), 1);
  return { event: target?.revision === BigInt(revision) ? target : null, link: event };
}
