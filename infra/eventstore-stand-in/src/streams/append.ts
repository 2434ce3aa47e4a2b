import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import { letIn, toServiceError } from '../answer.ts';
import { WrongExpectedVersion } from '../failure.ts';
import type { Node } from '../node.ts';
import type { Expected, ProposedEvent } from '../store/event.ts';
import type { Written } from '../store/store.ts';
import { empty, readExpected, streamName } from '../wire.ts';
import { executeAppend } from './execute-append.ts';
import { readProposed } from './proposed-event.ts';

type AppendCall = ServerReadableStream<streamsPb.AppendReq, streamsPb.AppendResp>;

/** The Append call: options first, then one message an event. A wrong revision is a reply, the rest are errors. */
export function append(node: Node, call: AppendCall, reply: sendUnaryData<streamsPb.AppendResp>): void {
  node.counts.appendCalls += 1;
  const requests: streamsPb.AppendReq[] = [];
  call.on('data', (request: streamsPb.AppendReq) => requests.push(request));
  call.on('error', () => {});
  call.on('end', () => {
    const run = async () => {
      await letIn(node, call, 'append');
      const response = await write(node, requests, call.getPeer());
      if (response) reply(null, response);
    };
    run().catch((error: unknown) => reply(toServiceError(error)));
  });
}

async function write(
  node: Node,
  requests: readonly streamsPb.AppendReq[],
  peer: string,
): Promise<streamsPb.AppendResp | null> {
  const options = requests[0]?.getOptions();
  if (!options) throw new Error('The first message of an append has no options.');
  const events: ProposedEvent[] = [];
  for (const request of requests.slice(1)) {
    const message = request.getProposedMessage();
    if (message) events.push(readProposed(message));
  }
  const stream = streamName(options.getStreamIdentifier());
  try {
    const written = await executeAppend(node, { stream, expected: readExpected(options), events, peer });
    return written && success(written);
  } catch (error) {
    if (error instanceof WrongExpectedVersion) return wrong(error.expected, error.current);
    throw error;
  }
}

function success({ revision, position }: Written): streamsPb.AppendResp {
  const done = new streamsPb.AppendResp.Success();
  if (revision < 0n) done.setNoStream(empty());
  else done.setCurrentRevision(String(revision));
  if (position === null) done.setNoPosition(empty());
  else {
    const at = new streamsPb.AppendResp.Position();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    done.setPosition(at);
  }
  return new streamsPb.AppendResp().setSuccess(done);
}

function wrong(expected: Expected, current: bigint): streamsPb.AppendResp {
  const refusal = new streamsPb.AppendResp.WrongExpectedVersion();
  if (current < 0n) refusal.setCurrentNoStream(empty());
  else refusal.setCurrentRevision(String(current));
  if (expected === 'any') refusal.setExpectedAny(empty());
  else if (expected === 'no_stream') refusal.setExpectedNoStream(empty());
  else if (expected === 'stream_exists') refusal.setExpectedStreamExists(empty());
  else refusal.setExpectedRevision(String(expected));
  return new streamsPb.AppendResp().setWrongExpectedVersion(refusal);
}
