import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import { letIn, toServiceError } from '../answer.ts';
import { appendTimedOut, asFailure, ConnectionLost, Failure } from '../failure.ts';
import type { Node } from '../node.ts';
import type { ProposedEvent } from '../store/event.ts';
import type { Written } from '../store/store.ts';
import { googleEmpty, readExpected, readId, streamName } from '../wire.ts';
import { batchStatus } from './batch-status.ts';
import { executeAppend } from './execute-append.ts';
import { readProposed } from './proposed-event.ts';

type BatchCall = ServerDuplexStream<streamsPb.BatchAppendReq, streamsPb.BatchAppendResp>;

/** An append whose messages are still coming. */
type Pending = {
  readonly request: streamsPb.BatchAppendReq;
  readonly options: streamsPb.BatchAppendReq.Options;
  readonly events: ProposedEvent[];
  readonly timer: NodeJS.Timeout | null;
  failed: unknown;
};

/** The server waits two seconds for the last message of an append, or less when the deadline is nearer. */
const WRITE_TIMEOUT_MS = 2000;

/** The BatchAppend call: many appends over one stream, each under its correlation id. */
export function batchAppend(node: Node, call: BatchCall): void {
  node.counts.batchAppendCalls += 1;
  const pending = new Map<string, Pending>();
  function fail(error: unknown) {
    clear();
    call.emit('error', toServiceError(error));
  }

  function clear() {
    for (const { timer } of pending.values()) if (timer) clearTimeout(timer);
    pending.clear();
  }

  function send(response: streamsPb.BatchAppendResp, request: streamsPb.BatchAppendReq, options: Pending['options']) {
    if (call.cancelled || call.writableEnded) return;
    response.setCorrelationId(request.getCorrelationId());
    response.setStreamIdentifier(options.getStreamIdentifier());
    copyExpected(options, response);
    call.write(response);
  }

  function refuse(error: unknown, { request, options }: Pending) {
    send(new streamsPb.BatchAppendResp().setError(batchStatus(asFailure(error))), request, options);
  }

  function begin(id: string, request: streamsPb.BatchAppendReq): Pending | undefined {
    const options = request.getOptions();
    if (!options) return undefined;
    const leftMs = Math.min(WRITE_TIMEOUT_MS, deadlineOf(options) - Date.now());
    const isWhole = request.getIsFinal();
    const expire = () => {
      const late = pending.get(id);
      pending.delete(id);
      if (late) refuse(appendTimedOut(), late);
    };
    const timer = isWhole || leftMs <= 0 ? null : setTimeout(expire, leftMs);
    return { request, options, events: [], timer, failed: leftMs <= 0 ? appendTimedOut() : null };
  }

  async function take(request: streamsPb.BatchAppendReq) {
    const id = readId(request.getCorrelationId());
    const append = pending.get(id) ?? begin(id, request);
    // What comes after an append has timed out belongs to nothing.
    if (!append) return;
    pending.set(id, append);
    try {
      for (const message of request.getProposedMessagesList()) append.events.push(readProposed(message));
    } catch (error) {
      append.failed ??= error;
    }
    if (!request.getIsFinal()) return;
    pending.delete(id);
    if (append.timer) clearTimeout(append.timer);
    await finish(append);
  }

  async function finish(append: Pending) {
    if (node.faults.endBatches > 0) {
      node.faults.endBatches -= 1;
      clear();
      call.end();
      return;
    }
    try {
      await letIn(node, call, 'append');
      if (append.failed) throw append.failed;
      const { options, events, request } = append;
      const stream = streamName(options.getStreamIdentifier());
      const peer = call.getPeer();
      const written = await executeAppend(node, { stream, expected: readExpected(options), events, peer });
      if (written) send(success(written), request, options);
    } catch (error) {
      if (endsStream(error)) fail(error);
      else refuse(error, append);
    }
  }

  call.on('data', (request: streamsPb.BatchAppendReq) => {
    take(request).catch(fail);
  });
  call.on('end', () => {
    if (!call.writableEnded) call.end();
  });
  call.on('cancelled', clear);
  call.on('error', clear);
}

/** Most failures are told append by append; a node that does not lead, and a broken connection, end the stream. */
const endsStream = (error: unknown) =>
  error instanceof ConnectionLost ||
  (error instanceof Failure && (error.exception === 'not-leader' || error.code === status.UNAUTHENTICATED));

function deadlineOf(options: streamsPb.BatchAppendReq.Options): number {
  const deadline = options.getDeadline();
  return deadline ? deadline.getSeconds() * 1000 + deadline.getNanos() / 1e6 : Number.POSITIVE_INFINITY;
}

function copyExpected(options: streamsPb.BatchAppendReq.Options, response: streamsPb.BatchAppendResp): void {
  if (options.hasAny()) response.setAny(googleEmpty());
  else if (options.hasNoStream()) response.setNoStream(googleEmpty());
  else if (options.hasStreamExists()) response.setStreamExists(googleEmpty());
  else response.setStreamPosition(options.getStreamPosition());
}

function success({ revision, position }: Written): streamsPb.BatchAppendResp {
  const done = new streamsPb.BatchAppendResp.Success();
  if (revision < 0n) done.setNoStream(googleEmpty());
  else done.setCurrentRevision(String(revision));
  if (position === null) done.setNoPosition(googleEmpty());
  else done.setPosition(allPosition(position));
  return new streamsPb.BatchAppendResp().setSuccess(done);
}

function allPosition(position: bigint): sharedPb.AllStreamPosition {
  const at = new sharedPb.AllStreamPosition();
  at.setCommitPosition(String(position));
  at.setPreparePosition(String(position));
  return at;
}
