import persistentPb from '@eventstore/db-client/generated/persistent_pb.js';
import type { Consumer } from './consumer.ts';
import type { Group } from './group.ts';

/** A group as GetInfo and List tell it. Rates are not measured: they are 0. */
export function describeGroup(group: Group): persistentPb.SubscriptionInfo {
  const { settings } = group;
  const state = group.state();
  const isAll = settings.stream === '$all';
  const placeOf = (place: bigint | string) => (isAll ? `C:${place}/P:${place}` : String(place));
  const info = new persistentPb.SubscriptionInfo();
  info.setEventSource(settings.stream);
  info.setGroupName(settings.group);
  info.setStatus('Live');
  info.setConnectionsList(state.consumers.map(describeConsumer));
  info.setTotalItems(String(state.delivered));
  info.setCountSinceLastMeasurement('0');
  info.setLastCheckpointedEventPosition(state.checkpoint === null ? '' : placeOf(state.checkpoint));
  info.setLastKnownEventPosition(state.lastKnown < 0n ? '' : placeOf(state.lastKnown));
  info.setResolveLinkTos(settings.resolvesLinks);
  info.setStartFrom(placeOf(settings.from === 'start' ? '0' : settings.from === 'end' ? '-1' : settings.from));
  info.setMessageTimeoutMilliseconds(settings.messageTimeoutMs);
  info.setExtraStatistics(settings.extraStatistics);
  info.setMaxRetryCount(settings.maxRetryCount);
  info.setLiveBufferSize(settings.liveBufferSize);
  info.setBufferSize(settings.historyBufferSize);
  info.setReadBatchSize(settings.readBatchSize);
  info.setCheckPointAfterMilliseconds(settings.checkpointAfterMs);
  info.setMinCheckPointCount(settings.minCheckpointCount);
  info.setMaxCheckPointCount(settings.maxCheckpointCount);
  info.setReadBufferCount(state.buffered);
  info.setLiveBufferCount('0');
  info.setRetryBufferCount(state.retrying);
  info.setTotalInFlightMessages(state.inFlight);
  info.setOutstandingMessagesCount(state.inFlight);
  info.setNamedConsumerStrategy(settings.strategy);
  info.setMaxSubscriberCount(settings.maxSubscriberCount);
  info.setParkedMessageCount(String(state.parked));
  return info;
}

function describeConsumer(consumer: Consumer): persistentPb.SubscriptionInfo.ConnectionInfo {
  const connection = new persistentPb.SubscriptionInfo.ConnectionInfo();
  connection.setFrom(consumer.from);
  connection.setUsername('anonymous');
  connection.setTotalItems(String(consumer.sent));
  connection.setCountSinceLastMeasurement('0');
  connection.setAvailableSlots(consumer.bufferSize - consumer.inFlight.size);
  connection.setInFlightMessages(consumer.inFlight.size);
  connection.setConnectionName(consumer.name);
  return connection;
}
