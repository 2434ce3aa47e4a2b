import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { handleUnaryCall } from '@grpc/grpc-js';
import { answerUnary } from '../answer.ts';
import type { Node } from '../node.ts';
import { readExpected, streamName } from '../wire.ts';

/** Delete: the stream reads as missing, and may be written again at the next revision. */
export const deleteStream =
  (node: Node): handleUnaryCall<streamsPb.DeleteReq, streamsPb.DeleteResp> =>
  (call, reply) =>
    answerUnary(node, call, {
      kind: 'append',
      async work() {
        const options = call.request.getOptions() ?? new streamsPb.DeleteReq.Options();
        const stream = streamName(options.getStreamIdentifier());
        const written = await node.store.softDelete(stream, readExpected(options));
        const position = new streamsPb.DeleteResp.Position();
        position.setCommitPosition(String(written.position));
        position.setPreparePosition(String(written.position));
        return new streamsPb.DeleteResp().setPosition(position);
      },
      reply,
    });

/** Tombstone: the stream is deleted for good, whether or not it was ever written. */
export const tombstoneStream =
  (node: Node): handleUnaryCall<streamsPb.TombstoneReq, streamsPb.TombstoneResp> =>
  (call, reply) =>
    answerUnary(node, call, {
      kind: 'append',
      async work() {
        const options = call.request.getOptions() ?? new streamsPb.TombstoneReq.Options();
        const stream = streamName(options.getStreamIdentifier());
        const written = await node.store.tombstone(stream, readExpected(options));
        const position = new streamsPb.TombstoneResp.Position();
        position.setCommitPosition(String(written.position));
        position.setPreparePosition(String(written.position));
        return new streamsPb.TombstoneResp().setPosition(position);
      },
      reply,
    });
