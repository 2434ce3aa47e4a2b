import type {
  AllStreamRecordedEvent,
  RecordedEvent as ClientEvent,
  EventType,
  ResolvedEvent,
} from '@eventstore/db-client';
import type { Metadata, Position, RecordedEvent } from '../event.ts';

/** An event as the client brings it, … */
export type Incoming = ClientEvent<EventType>;
/** … with its place in the whole log. */
export type Placed = Incoming & Pick<AllStreamRecordedEvent, 'position'>;

/** A commit position of the server as the port's position, and back. */
export const positionOf = (commit: bigint): Position => String(commit).padStart(20, '0') as Position;
export const commitOf = (position: Position | null): bigint => (position === null ? -1n : BigInt(position));

/** The server's own events (statistics, stream metadata, links) are in every log and never ours. */
const isOwnOfServer = ({ streamId, type }: { readonly streamId: string; readonly type: string }): boolean =>
  streamId.startsWith('$') || type.startsWith('$');

/** The user's event of a read, with its commit position; null for the server's own and for links. */
export function userEventOf({ event }: ResolvedEvent): Placed | null {
  if (!event || isOwnOfServer(event)) return null;
  const { position } = event;
  if (!position)
    throw new UnreadableEventError(
      `Event ${event.id} of ${event.streamId} came without a position. The server is too old: upgrade it.`,
    );
  return { ...event, position };
}

/** A revision as a number; throws beyond 2^53, where numbers lose count. */
export function revisionOf(stream: string, revision: bigint): number {
  if (revision > BigInt(Number.MAX_SAFE_INTEGER))
    throw new UnreadableEventError(
      `Stream ${stream} is at revision ${revision}, and this release counts to 2^53. Begin a new stream.`,
    );
  return Number(revision);
}

/** An event that is asked for and cannot be taken: nothing is passed over in silence. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
  readonly code = 'unreadable-event';
}

type Stored = Metadata & { readonly version: number };

/** Brings an event into the port's form. Throws when it is none of Weft's, naming stream, revision and position. */
export function recordedOf(event: Placed): RecordedEvent {
  const { streamId: stream, id, type, data, metadata, position } = event;
  if (!event.isJson || !isOurs(metadata))
    throw new UnreadableEventError(
      `Event ${type} (${id}) of ${stream} at revision ${event.revision}, position ${positionOf(position.commit)}, was not written by Weft: ${event.isJson ? 'its metadata lack commandId, at, actor or version' : 'its data are not JSON'}. Find who writes to this category, and give them a stream of their own.`,
    );
  const { version, ...rest } = metadata;
  return {
    id,
    type,
    version,
    data,
    metadata: rest,
    stream,
    revision: revisionOf(stream, event.revision),
    position: positionOf(position.commit),
  };
}

function isOurs(metadata: unknown): metadata is Stored {
  if (typeof metadata !== 'object' || metadata === null) return false;
  const { version, commandId, at, actor } = metadata as Partial<Stored>;
  return (
    Number.isInteger(version) && typeof commandId === 'string' && typeof at === 'string' && typeof actor === 'object'
  );
}
