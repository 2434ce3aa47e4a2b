import type sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import { appendTooBig, MAX_APPEND_BYTES, propertyMissing } from '../failure.ts';
import type { ProposedEvent } from '../store/event.ts';
import { readId } from '../wire.ts';

type ProposedMessage = {
  getId(): sharedPb.UUID | undefined;
  getMetadataMap(): { get(name: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
};

/** Reads the message of either append. Throws what is wrong with it. */
export function readProposed(message: ProposedMessage): ProposedEvent {
  const id = readId(message.getId());
  const properties = message.getMetadataMap();
  const type = properties.get('type');
  if (!type) throw propertyMissing('type');
  const contentType = properties.get('content-type');
  if (!contentType) throw propertyMissing('content-type');
  return {
    id,
    type,
    isJson: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** Throws when the data of an append, metadata not counted, is more than the server takes. */
export function requireSize(events: readonly ProposedEvent[]): void {
  const bytes = events.reduce((sum, { data }) => sum + data.length, 0);
  if (bytes > MAX_APPEND_BYTES) throw appendTooBig();
}
