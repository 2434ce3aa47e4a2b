import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { isMute } from '../answer.ts';
import { streamDeleted } from '../failure.ts';
import type { Node } from '../node.ts';
import type { StoredEvent } from '../store/event.ts';
import { resolveLink } from '../store/resolve-link.ts';
import { LARGEST } from '../wire.ts';
import { openCursor } from './cursor.ts';
import type { Outlet } from './outlet.ts';
import type { ReadRequest } from './read-request.ts';
import { readResponses } from './read-responses.ts';

/** A live subscription that is more events behind than this reads them from the log, and catches up anew. */
const LIVE_BUFFER = 32;

/** A catch-up subscription: confirmation, history, caughtUp, then what is written, until the caller leaves. */
export async function subscribe(node: Node, request: ReadRequest, out: Outlet<streamsPb.ReadResp>): Promise<void> {
  const { stream, filter, resolvesLinks, idsInHalves } = request;
  const cursor = openCursor(node.store, request);
  node.subscriptions.add(out);
  const forget = node.store.onCommit(out.wake);
  out.whenClosed(() => {
    forget();
    node.subscriptions.delete(out);
  });
  let isLive = false;
  let considered = 0;
  let reached = typeof request.from === 'bigint' ? request.from : node.store.lastPosition();

  async function deliver(event: StoredEvent) {
    reached = event.position;
    considered += 1;
    if (!filter || filter.matches(event))
      await out.send(readResponses.event(resolveLink(node.store, event, resolvesLinks), idsInHalves));
    if (filter && considered >= filter.checkpointEvery) await checkpoint();
    if (stream !== null && event.type === '$streamDeleted') throw streamDeleted(stream);
  }

  function checkpoint() {
    considered = 0;
    return out.send(readResponses.checkpoint(node.faults.checkpointAtEnd ? LARGEST : reached));
  }

  await out.send(readResponses.confirmation(randomUUID()));
  while (out.isOpen()) {
    const page = cursor.next();
    if (page.length > LIVE_BUFFER) isLive = false;
    for (const event of page) {
      if (isMute(node.faults, 'subscription')) await node.until(() => !isMute(node.faults, 'subscription'));
      if (!out.isOpen()) return;
      await deliver(event);
    }
    if (page.length > 0) {
      // A long history must leave the other calls their turns.
      if (!isLive) await nextTurn();
      continue;
    }
    if (!isLive) {
      isLive = true;
      if (filter) await checkpoint();
      await out.send(readResponses.caughtUp());
    }
    await out.sleep();
  }
}
