import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { fillRecorded } from '../encode-event.ts';
import type { Resolved } from '../store/resolve-link.ts';
import { streamIdentifier } from '../wire.ts';

const { ReadResp } = streamsPb;

/** The messages of a Read call. */
export const readResponses = {
  event({ event, link }: Resolved, idsInHalves: boolean): streamsPb.ReadResp {
    const found = new ReadResp.ReadEvent();
    if (event) found.setEvent(fillRecorded(new ReadResp.ReadEvent.RecordedEvent(), event, idsInHalves));
    if (link) found.setLink(fillRecorded(new ReadResp.ReadEvent.RecordedEvent(), link, idsInHalves));
    const { position } = (link ?? event) as { readonly position: bigint };
    found.setCommitPosition(String(position));
    return new ReadResp().setEvent(found);
  },
  streamNotFound(stream: string): streamsPb.ReadResp {
    const missing = new ReadResp.StreamNotFound();
    missing.setStreamIdentifier(streamIdentifier(stream));
    return new ReadResp().setStreamNotFound(missing);
  },
  confirmation(id: string): streamsPb.ReadResp {
    const confirmed = new ReadResp.SubscriptionConfirmation();
    confirmed.setSubscriptionId(id);
    return new ReadResp().setConfirmation(confirmed);
  },
  checkpoint(position: bigint): streamsPb.ReadResp {
    const checkpoint = new ReadResp.Checkpoint();
    checkpoint.setCommitPosition(String(position));
    checkpoint.setPreparePosition(String(position));
    return new ReadResp().setCheckpoint(checkpoint);
  },
  caughtUp: (): streamsPb.ReadResp => new ReadResp().setCaughtUp(new ReadResp.CaughtUp()),
};
