import type persistentPb from '@eventstore/db-client/generated/persistent_pb.js';
import type sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import { LARGEST, streamName } from '../wire.ts';
import type { GroupSettings } from './settings.ts';

type Request = persistentPb.CreateReq.Options | persistentPb.UpdateReq.Options;
type Message = persistentPb.CreateReq.Settings | persistentPb.UpdateReq.Settings;

const STRATEGIES = ['DispatchToSingle', 'RoundRobin', 'Pinned'] as const;

/** The stream of a request, '$all' for all; the client fills the deprecated field. */
export function streamOf(options: {
  hasAll(): boolean;
  getStreamIdentifier(): sharedPb.StreamIdentifier | undefined;
}): string {
  return options.hasAll() ? '$all' : streamName(options.getStreamIdentifier());
}

/** Reads the options of Create or Update. */
export function readSettings(options: Request): GroupSettings {
  const settings = options.getSettings();
  if (!settings) throw new Error('The request has no settings.');
  const stream = options.hasAll()
    ? '$all'
    : streamName(options.getStream()?.getStreamIdentifier() ?? options.getStreamIdentifier());
  return {
    stream,
    group: options.getGroupName(),
    from: fromOf(options, settings),
    filter: filterOf(options),
    resolvesLinks: settings.getResolveLinks(),
    extraStatistics: settings.getExtraStatistics(),
    messageTimeoutMs: settings.hasMessageTimeoutTicks()
      ? Number(BigInt(settings.getMessageTimeoutTicks()) / 10_000n)
      : settings.getMessageTimeoutMs(),
    maxRetryCount: settings.getMaxRetryCount(),
    checkpointAfterMs: settings.hasCheckpointAfterTicks()
      ? Number(BigInt(settings.getCheckpointAfterTicks()) / 10_000n)
      : settings.getCheckpointAfterMs(),
    minCheckpointCount: settings.getMinCheckpointCount(),
    maxCheckpointCount: settings.getMaxCheckpointCount(),
    maxSubscriberCount: settings.getMaxSubscriberCount(),
    liveBufferSize: settings.getLiveBufferSize(),
    readBatchSize: settings.getReadBatchSize(),
    historyBufferSize: settings.getHistoryBufferSize(),
    strategy: strategyOf(settings),
  };
}

function strategyOf(settings: Message): string {
  const named = 'getConsumerStrategy' in settings ? settings.getConsumerStrategy() : '';
  return named || (STRATEGIES[settings.getNamedConsumerStrategy()] ?? 'RoundRobin');
}

function fromOf(options: Request, settings: Message): GroupSettings['from'] {
  const all = options.getAll();
  if (all) {
    if (all.hasStart()) return 'start';
    const position = all.getPosition();
    return all.hasEnd() || !position ? 'end' : position.getCommitPosition();
  }
  const stream = options.getStream();
  if (stream?.hasStart()) return 'start';
  if (stream?.hasEnd()) return 'end';
  const revision = BigInt(stream?.hasRevision() ? stream.getRevision() : settings.getRevision());
  return revision === LARGEST ? 'end' : String(revision);
}

function filterOf(options: Request): GroupSettings['filter'] {
  const all = options.getAll();
  const filter = all && 'getFilter' in all && all.hasFilter() ? all.getFilter() : undefined;
  if (!filter) return null;
  const expression = filter.hasStreamIdentifier() ? filter.getStreamIdentifier() : filter.getEventType();
  return {
    by: filter.hasStreamIdentifier() ? 'stream' : 'type',
    regex: expression?.getRegex() ?? '',
    prefixes: [...(expression?.getPrefixList() ?? [])],
  };
}
