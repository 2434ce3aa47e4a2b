import persistentPb from '@eventstore/db-client/generated/persistent_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import type { handleUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js';
import { answerUnary } from '../answer.ts';
import type { Node } from '../node.ts';
import { describeGroup } from './describe-group.ts';
import { groupFailures } from './failures.ts';
import { readPersistent } from './read.ts';
import { readSettings, streamOf } from './read-settings.ts';

/** event_store.client.persistent_subscriptions.PersistentSubscriptions */
export function persistentService(node: Node): UntypedServiceImplementation {
  const groups = () => node.groups;
  const create: handleUnaryCall<persistentPb.CreateReq, persistentPb.CreateResp> = (call, reply) =>
    answerUnary(node, call, {
      kind: 'administration',
      async work() {
        await groups().create(readSettings(required(call.request.getOptions())));
        return new persistentPb.CreateResp();
      },
      reply,
    });
  const update: handleUnaryCall<persistentPb.UpdateReq, persistentPb.UpdateResp> = (call, reply) =>
    answerUnary(node, call, {
      kind: 'administration',
      async work() {
        await groups().update(readSettings(required(call.request.getOptions())));
        return new persistentPb.UpdateResp();
      },
      reply,
    });
  const remove: handleUnaryCall<persistentPb.DeleteReq, persistentPb.DeleteResp> = (call, reply) =>
    answerUnary(node, call, {
      kind: 'administration',
      async work() {
        const options = required(call.request.getOptions());
        await groups().delete(streamOf(options), options.getGroupName());
        return new persistentPb.DeleteResp();
      },
      reply,
    });
  const getInfo: handleUnaryCall<persistentPb.GetInfoReq, persistentPb.GetInfoResp> = (call, reply) =>
    answerUnary(node, call, {
      kind: 'persistent',
      work() {
        const options = required(call.request.getOptions());
        const group = groups().find(streamOf(options), options.getGroupName());
        return new persistentPb.GetInfoResp().setSubscriptionInfo(describeGroup(group));
      },
      reply,
    });
  const list: handleUnaryCall<persistentPb.ListReq, persistentPb.ListResp> = (call, reply) =>
    answerUnary(node, call, {
      kind: 'persistent',
      work() {
        const stream = required(call.request.getOptions()).getListForStream();
        const name = stream?.hasAll()
          ? '$all'
          : stream && streamOf({ hasAll: () => false, getStreamIdentifier: () => stream.getStream() });
        const found = groups().list(name);
        if (name !== undefined && found.length === 0) throw groupFailures.missing({ stream: name, group: '' });
        return new persistentPb.ListResp().setSubscriptionsList(found.map(describeGroup));
      },
      reply,
    });
  const replayParked: handleUnaryCall<persistentPb.ReplayParkedReq, persistentPb.ReplayParkedResp> = (call, reply) =>
    answerUnary(node, call, {
      kind: 'administration',
      async work() {
        const options = required(call.request.getOptions());
        const stopAt = options.hasNoLimit() ? null : BigInt(options.getStopAt());
        await groups().find(streamOf(options), options.getGroupName()).replayParked(stopAt);
        return new persistentPb.ReplayParkedResp();
      },
      reply,
    });
  const restartSubsystem: handleUnaryCall<sharedPb.Empty, sharedPb.Empty> = (call, reply) =>
    answerUnary(node, call, {
      kind: 'administration',
      work() {
        node.restartGroups();
        return new sharedPb.Empty();
      },
      reply,
    });
  const read = (call: Parameters<typeof readPersistent>[1]) => readPersistent(node, call);
  return { create, update, delete: remove, read, getInfo, list, replayParked, restartSubsystem };
}

function required<Options>(options: Options | undefined): Options {
  if (!options) throw new Error('The request has no options.');
  return options;
}
