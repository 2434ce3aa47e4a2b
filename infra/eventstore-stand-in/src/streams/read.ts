import { setImmediate as nextTurn } from 'node:timers/promises';
import type streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import { letIn, toServiceError } from '../answer.ts';
import { Failure, streamDeleted } from '../failure.ts';
import type { Node } from '../node.ts';
import { isSoftDeleted } from '../store/event.ts';
import { resolveLink } from '../store/resolve-link.ts';
import { openCursor } from './cursor.ts';
import { type Outlet, outlet } from './outlet.ts';
import { type ReadRequest, readRequest } from './read-request.ts';
import { readResponses } from './read-responses.ts';
import { subscribe } from './subscribe.ts';

type ReadCall = ServerWritableStream<streamsPb.ReadReq, streamsPb.ReadResp>;

/** The Read call: events of a stream or of all, once or as a subscription. */
export function read(node: Node, call: ReadCall): void {
  const out = outlet<streamsPb.ReadResp>(call);
  const isSubscription = call.request.getOptions()?.hasSubscription() ?? false;
  const counter = isSubscription ? 'openSubscriptions' : 'openReads';
  node.counts[counter] += 1;
  out.whenClosed(() => {
    node.counts[counter] -= 1;
  });
  const run = async () => {
    await letIn(node, call, isSubscription ? 'subscription' : 'read');
    const request = readRequest(node.store, call.request);
    if (request.stream !== null && node.store.state(request.stream).tombstoned) throw streamDeleted(request.stream);
    if (request.count === null) await subscribe(node, request, out);
    else await readOnce(node, request, out);
  };
  run().catch((error: unknown) => out.fail(toServiceError(error)));
}

async function readOnce(node: Node, request: ReadRequest, out: Outlet<streamsPb.ReadResp>): Promise<void> {
  const { stream, from, isBackwards, filter, resolvesLinks, idsInHalves } = request;
  let left = request.count ?? 0n;
  // As the real server: of $all, a read of no events never ends.
  if (left === 0n && stream === null) return;
  if (stream !== null && (left === 0n || (from === 'end' && !isBackwards)))
    throw new Failure(status.UNKNOWN, 'Exception was thrown by handler.');
  if (stream !== null) {
    const state = node.store.state(stream);
    if (state.last < 0n || isSoftDeleted(state)) {
      out.send(readResponses.streamNotFound(stream));
      out.end();
      return;
    }
  }
  const cursor = openCursor(node.store, request);
  for (let page = cursor.next(); page.length > 0 && left > 0n; page = cursor.next()) {
    for (const event of page) {
      if (left === 0n || !out.isOpen()) break;
      if (filter && !filter.matches(event)) continue;
      left -= 1n;
      await out.send(readResponses.event(resolveLink(node.store, event, resolvesLinks), idsInHalves));
    }
    await nextTurn();
    if (!out.isOpen()) return;
  }
  out.end();
}
