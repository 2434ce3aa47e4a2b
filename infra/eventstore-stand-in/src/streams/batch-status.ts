import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import { status } from '@grpc/grpc-js';
import { type Failure, MAX_APPEND_BYTES, WrongExpectedVersion } from '../failure.ts';
import { googleEmpty, packAny, streamIdentifier } from '../wire.ts';

/** The numbers of google.rpc.Code that the server uses; they differ from those of the Append call. */
const [INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED] = [3, 4, 5, 6, 7] as const;

/** A failed append of a batch stream: a status whose detail tells the client what it was. */
export function batchStatus(failure: Failure): statusPb.Status {
  const found = new statusPb.Status();
  found.setMessage(failure.message);
  const [code, name, detail] = detailOf(failure);
  found.setCode(code);
  found.setDetails(packAny(detail, name));
  return found;
}

type Detail = readonly [code: number, typeName: string, detail: { serializeBinary(): Uint8Array }];

function detailOf(failure: Failure): Detail {
  if (failure instanceof WrongExpectedVersion)
    return [ALREADY_EXISTS, 'event_store.client.WrongExpectedVersion', wrongVersion(failure)];
  if (failure.exception === 'stream-deleted') {
    const deleted = new sharedPb.StreamDeleted();
    deleted.setStreamIdentifier(streamIdentifier(failure.trailers['stream-name'] ?? ''));
    return [NOT_FOUND, 'event_store.client.StreamDeleted', deleted];
  }
  if (failure.exception === 'maximum-append-size-exceeded') {
    const size = new sharedPb.MaximumAppendSizeExceeded();
    size.setMaxappendsize(MAX_APPEND_BYTES);
    return [INVALID_ARGUMENT, 'event_store.client.MaximumAppendSizeExceeded', size];
  }
  if (failure.exception === 'access-denied')
    return [PERMISSION_DENIED, 'event_store.client.AccessDenied', new sharedPb.AccessDenied()];
  if (failure.code === status.ABORTED) return [DEADLINE_EXCEEDED, 'event_store.client.Timeout', new sharedPb.Timeout()];
  if (failure.code === status.UNAVAILABLE) return [status.UNAVAILABLE, 'google.protobuf.Empty', googleEmpty()];
  const bad = new sharedPb.BadRequest();
  bad.setMessage(failure.message);
  return [INVALID_ARGUMENT, 'event_store.client.BadRequest', bad];
}

function wrongVersion({ expected, current }: WrongExpectedVersion): sharedPb.WrongExpectedVersion {
  const wrong = new sharedPb.WrongExpectedVersion();
  if (current < 0n) wrong.setCurrentNoStream(googleEmpty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(googleEmpty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(googleEmpty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(googleEmpty());
  else wrong.setExpectedStreamPosition(String(expected));
  return wrong;
}
