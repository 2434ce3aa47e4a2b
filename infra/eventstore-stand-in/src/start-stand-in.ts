import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { type Connections, listen } from './connections.ts';
import { type Faults, noFaults } from './faults.ts';
import type { Node } from './node.ts';
import { serverFeatures } from './server-features.ts';
import { openStore, type Store } from './store/store.ts';
import { streamsService } from './streams/service.ts';

/** A stand-in that runs. */
export type StandIn = {
  /** The connection string, as the client takes it. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The switches: assign to them while it runs. */
  readonly faults: Faults;
  /** Drops every connection and all that is only in memory, as a restart of the server does; keeps the port. */
  restart(): Promise<void>;
  /** Cuts every connection, and goes on. */
  cutConnections(): void;
  stop(): Promise<void>;
};

export type StandInOptions = {
  /** The file of the log, or ':memory:'. */
  readonly path: string;
  /** 0 chooses a free port. */
  readonly port: number;
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  readonly faults?: Partial<Faults>;
  /** Calls that one connection may hold open; 100, as the real server. */
  readonly streamLimit?: number;
  /** The offset at which a new log begins, such as 2n ** 53n. */
  readonly firstPosition?: bigint;
};

/** 16 MiB less what the server keeps for itself. */
const MAX_MESSAGE_BYTES = 16_767_216;

/** Starts a server for development and tests that speaks EventStoreDB's protocol. Throws when file or port is in use. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const host = options.host ?? '127.0.0.1';
  const switches = { ...noFaults(), ...options.faults };
  let running = await startNode(options, { host, port: options.port, faults: switches, store: open(options) });
  const { port } = running.connections;
  const faults = new Proxy(switches, {
    set(target, name, value) {
      if (name === 'fullDisk') running.store.setFull(value as boolean);
      return Reflect.set(target, name, value);
    },
  });
  return {
    url: `esdb://${host}:${port}?tls=false`,
    host,
    port,
    faults,
    cutConnections: () => running.connections.cutAll(),
    async restart() {
      await running.stop();
      const kept = options.path === ':memory:' ? running.store : null;
      if (!kept) running.store.close();
      kept?.forget();
      running = await startNode(options, { host, port, faults: switches, store: kept ?? open(options) });
    },
    async stop() {
      await running.stop();
      running.store.close();
    },
  };
}

type RunningNode = {
  readonly connections: Connections;
  readonly store: Store;
  stop(): Promise<void>;
};

type Place = { readonly host: string; readonly port: number; readonly faults: Faults; readonly store: Store };

const open = ({ path, firstPosition }: StandInOptions): Store => openStore(path, firstPosition);

async function startNode(
  { streamLimit = 100 }: StandInOptions,
  { host, port, faults, store }: Place,
): Promise<RunningNode> {
  store.setFull(faults.fullDisk);
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': -1,
    'grpc.max_concurrent_streams': streamLimit,
  });
  const node: Node = { store, faults, credentials: null, cut: (peer) => connections.cut(peer) };
  server.addService(StreamsService, streamsService(node));
  server.addService(ServerFeaturesService, serverFeatures(node));
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const connections = await listen({ host, port }, (socket) => injector.injectConnection(socket));
  return {
    connections,
    store,
    async stop() {
      server.forceShutdown();
      injector.destroy();
      await connections.close();
    },
  };
}
