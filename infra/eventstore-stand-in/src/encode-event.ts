import type persistentPb from '@eventstore/db-client/generated/persistent_pb.js';
import type streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { StoredEvent } from './store/event.ts';
import { streamIdentifier, writeId } from './wire.ts';

type Recorded = streamsPb.ReadResp.ReadEvent.RecordedEvent | persistentPb.ReadResp.ReadEvent.RecordedEvent;

/** Writes a stored event into the message of either service. */
export function fillRecorded<Message extends Recorded>(message: Message, event: StoredEvent, halves: boolean): Message {
  message.setId(writeId(event.id, halves));
  message.setStreamIdentifier(streamIdentifier(event.stream));
  message.setStreamRevision(String(event.revision));
  message.setPreparePosition(String(event.position));
  message.setCommitPosition(String(event.position));
  const properties = message.getMetadataMap();
  properties.set('type', event.type);
  properties.set('created', String(event.created));
  properties.set('content-type', event.isJson ? 'application/json' : 'application/octet-stream');
  message.setCustomMetadata(event.metadata);
  message.setData(event.data);
  return message;
}
