import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { PersistentSubscriptionsService } from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import serverFeaturesPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { type handleUnaryCall, type ServiceDefinition, status } from '@grpc/grpc-js';
import { answerUnary } from './answer.ts';
import { Failure } from './failure.ts';
import type { Node } from './node.ts';

/** The version whose behaviour the stand-in follows. */
export const SERVER_VERSION = '24.6.0';

/** Says which methods there are, as the server does: the client chooses BatchAppend by it. */
export function serverFeatures(node: Node): {
  readonly getSupportedMethods: handleUnaryCall<sharedPb.Empty, serverFeaturesPb.SupportedMethods>;
} {
  return {
    getSupportedMethods: (call, reply) =>
      answerUnary(node, call, { kind: 'features', work: () => supportedMethods(node), reply }),
  };
}

function supportedMethods({ faults, version }: Node): serverFeaturesPb.SupportedMethods {
  if (faults.noFeatures) throw new Failure(status.UNIMPLEMENTED, 'The method is unimplemented.');
  const methods = new serverFeaturesPb.SupportedMethods();
  methods.setEventStoreServerVersion(version);
  const services: readonly ServiceDefinition[] = [
    StreamsService,
    PersistentSubscriptionsService,
    ServerFeaturesService,
    GossipService,
  ];
  for (const { path } of services.flatMap((service) => Object.values(service))) {
    const [, service = '', name = ''] = path.split('/');
    const method = new serverFeaturesPb.SupportedMethod();
    method.setServiceName(service.toLowerCase());
    method.setMethodName(name.toLowerCase());
    method.setFeaturesList(featuresOf(service, name));
    methods.addMethods(method);
  }
  return methods;
}

function featuresOf(service: string, method: string): string[] {
  if (service.endsWith('PersistentSubscriptions')) return ['stream', 'all'];
  if (method === 'Read') return ['position', 'events'];
  return method === 'BatchAppend' ? ['deadline_duration'] : [];
}
