import { BACKWARDS, END, FORWARDS, type ResolvedEvent, StreamNotFoundError } from '@eventstore/db-client';
import type { RecordedEvent } from '../event.ts';
import type { StreamRead } from '../log.ts';
import { drain } from './drain.ts';
import type { Persevere } from './persevere.ts';
import { recordedOf, userEventOf } from './recorded.ts';
import { StreamDeletedError } from './stream-deleted-error.ts';

/**
 * Reads a stream from revision `from` on. Asks for the event before it as well: it tells the last revision when there
 * is nothing new. Throws a StreamDeletedError when the stream has lost events that were asked for.
 */
export async function readStream(
  persevere: Persevere,
  { stream, from, signal }: { readonly stream: string; readonly from: number; readonly signal: AbortSignal },
): Promise<StreamRead> {
  const first = Math.max(0, from - 1);
  const events = await fetchFrom(BigInt(first));
  if (events === null) return { revision: -1, events: [] };
  const [oldest] = events;
  if (oldest && oldest.revision > from)
    throw new StreamDeletedError(
      stream,
      `begins at revision ${oldest.revision}: older events were deleted or truncated`,
    );
  const newest = events.at(-1);
  if (newest) return { revision: newest.revision, events: events.filter(({ revision }) => revision >= from) };
  const last = await fetchFrom(END);
  if (last === null) return { revision: -1, events: [] };
  if (!last[0]) throw new StreamDeletedError(stream, 'is there but empty: its events were deleted or truncated');
  return { revision: last[0].revision, events: [] };

  /** Events from a revision on, or the last one; null when there is no such stream. */
  function fetchFrom(revision: bigint | typeof END): Promise<RecordedEvent[] | null> {
    return persevere({
      doing: `read ${stream}`,
      isRepeatable: true,
      signal,
      attempt: async (client, silenceMs) => {
        const found: RecordedEvent[] = [];
        const read = client.readStream(stream, {
          fromRevision: revision,
          requiresLeader: true,
          ...(revision === END ? { direction: BACKWARDS, maxCount: 1 } : { direction: FORWARDS }),
        });
        const take = (resolved: ResolvedEvent) => {
          const event = userEventOf(resolved);
          if (event) found.push(recordedOf(event));
          return false;
        };
        try {
          await drain(read, { take, silenceMs, signal });
        } catch (error) {
          if (error instanceof StreamNotFoundError) return null;
          throw error;
        }
        return found;
      },
    });
  }
}
