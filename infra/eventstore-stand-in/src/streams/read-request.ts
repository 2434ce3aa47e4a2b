import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { status } from '@grpc/grpc-js';
import { Failure, wrongPosition } from '../failure.ts';
import type { Reader } from '../store/reader.ts';
import { LARGEST, streamName } from '../wire.ts';
import { type EventFilter, readFilter } from './event-filter.ts';

/** What a Read call asks for. `from` is a revision or a position, 'end' what lies behind the last. */
export type ReadRequest = {
  /** null: all streams. */
  readonly stream: string | null;
  readonly from: bigint | 'start' | 'end';
  readonly isBackwards: boolean;
  /** null: a subscription. */
  readonly count: bigint | null;
  readonly filter: EventFilter | null;
  readonly resolvesLinks: boolean;
  /** Ids are sent as two halves instead of text. */
  readonly idsInHalves: boolean;
};

/** Reads the options, and throws on positions that no event has. */
export function readRequest(store: Reader, message: streamsPb.ReadReq): ReadRequest {
  const options = message.getOptions();
  if (!options) throw new Error('The read has no options.');
  const isSubscription = options.hasSubscription();
  const filter = options.getFilter();
  return {
    stream: options.hasAll() ? null : streamName(options.getStream()?.getStreamIdentifier()),
    from: options.hasAll() ? allFrom(store, options.getAll(), isSubscription) : streamFrom(options.getStream()),
    isBackwards: options.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.BACKWARDS,
    count: isSubscription ? null : BigInt(options.getCount()),
    filter: options.hasFilter() && filter ? readFilter(filter) : null,
    resolvesLinks: options.getResolveLinks(),
    idsInHalves: options.getUuidOption()?.hasStructured() ?? false,
  };
}

function streamFrom(options: streamsPb.ReadReq.Options.StreamOptions | undefined): ReadRequest['from'] {
  if (!options || options.hasStart()) return 'start';
  if (options.hasEnd()) return 'end';
  const revision = BigInt(options.getRevision());
  if (revision === LARGEST) return 'end';
  if (revision >= 2n ** 63n) throw new Failure(status.UNKNOWN, 'Exception was thrown by handler.');
  return revision;
}

function allFrom(
  store: Reader,
  options: streamsPb.ReadReq.Options.AllOptions | undefined,
  isSubscription: boolean,
): ReadRequest['from'] {
  const position = options?.getPosition();
  if (!options || options.hasStart()) return 'start';
  if (options.hasEnd() || !position) return 'end';
  const commit = BigInt(position.getCommitPosition());
  const prepare = BigInt(position.getPreparePosition());
  if (commit === LARGEST && prepare === LARGEST) return 'end';
  const isRight = commit === prepare && commit < 2n ** 63n && (commit === 0n || store.isPosition(commit));
  if (!isRight) throw wrongPosition(isSubscription ? status.INVALID_ARGUMENT : status.UNKNOWN);
  return commit;
}
