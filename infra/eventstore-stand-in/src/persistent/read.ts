import persistentPb from '@eventstore/db-client/generated/persistent_pb.js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { letIn, toServiceError } from '../answer.ts';
import { fillRecorded } from '../encode-event.ts';
import type { Node } from '../node.ts';
import { outlet } from '../streams/outlet.ts';
import { readId } from '../wire.ts';
import type { Consumer, Message } from './consumer.ts';
import type { Group, Nack } from './group.ts';
import { streamOf } from './read-settings.ts';
import { groupId } from './settings.ts';

type ReadCall = ServerDuplexStream<persistentPb.ReadReq, persistentPb.ReadResp>;

const ACTIONS: readonly Nack[] = ['unknown', 'park', 'retry', 'skip', 'stop'];

/** The Read call: the first message joins the group, the others acknowledge. */
export function readPersistent(node: Node, call: ReadCall): void {
  const out = outlet<persistentPb.ReadResp>(call);
  let joined: { readonly group: Group; readonly consumer: Consumer } | undefined;
  out.whenClosed(() => {
    if (!joined) return;
    node.counts.persistentSubscriptions -= 1;
    joined.group.leave(joined.consumer);
  });
  const fail = (error: unknown) => out.fail(toServiceError(error));

  async function join(options: persistentPb.ReadReq.Options) {
    await letIn(node, call, 'persistent');
    if (!out.isOpen()) return;
    const group = node.groups.find(streamOf(options), options.getGroupName());
    const halves = options.getUuidOption()?.hasStructured() ?? false;
    const consumer: Consumer = {
      id: `${call.getPeer()} ${node.counts.persistentSubscriptions}`,
      from: call.getPeer(),
      name: String(call.metadata.get('connection-name')[0] ?? ''),
      bufferSize: options.getBufferSize(),
      inFlight: new Map(),
      sent: 0,
      send: (message) => void out.send(eventOf(message, halves)),
      drop: fail,
    };
    const confirmed = new persistentPb.ReadResp.SubscriptionConfirmation();
    confirmed.setSubscriptionId(groupId(group.settings.stream, group.settings.group));
    group.requireRoom();
    joined = { group, consumer };
    node.counts.persistentSubscriptions += 1;
    out.send(new persistentPb.ReadResp().setSubscriptionConfirmation(confirmed));
    group.join(consumer);
  }

  function take(request: persistentPb.ReadReq) {
    const options = request.getOptions();
    if (options) {
      join(options).catch(fail);
      return;
    }
    if (!joined) return;
    const { group, consumer } = joined;
    const ack = request.getAck();
    if (ack)
      group.ack(
        consumer,
        ack.getIdsList().map((uuid) => readId(uuid)),
      );
    const nack = request.getNack();
    if (nack) {
      const action = ACTIONS[nack.getAction()] ?? 'unknown';
      group.nack(
        consumer,
        nack.getIdsList().map((uuid) => readId(uuid)),
        { action, reason: nack.getReason() },
      );
    }
  }

  call.on('data', (request: persistentPb.ReadReq) => {
    try {
      take(request);
    } catch (error) {
      fail(error);
    }
  });
  call.on('end', out.end);
}

function eventOf({ resolved, retries }: Message, halves: boolean): persistentPb.ReadResp {
  const { ReadEvent } = persistentPb.ReadResp;
  const found = new ReadEvent();
  const { event, link } = resolved;
  if (event) found.setEvent(fillRecorded(new ReadEvent.RecordedEvent(), event, halves));
  if (link) found.setLink(fillRecorded(new ReadEvent.RecordedEvent(), link, halves));
  found.setCommitPosition(String((link ?? event)?.position ?? 0));
  found.setRetryCount(retries);
  return new persistentPb.ReadResp().setEvent(found);
}
