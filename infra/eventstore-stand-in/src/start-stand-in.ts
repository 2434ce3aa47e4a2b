import type { Socket } from 'node:net';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { PersistentSubscriptionsService } from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Server, ServerCredentials, type status } from '@grpc/grpc-js';
import { toServiceError } from './answer.ts';
import { type Connections, listen } from './connections.ts';
import { type Control, openControl } from './control.ts';
import { type Counts, noCounts } from './counts.ts';
import { Failure } from './failure.ts';
import { type Faults, type Switches, switches } from './faults.ts';
import { gossipService } from './gossip.ts';
import type { Node } from './node.ts';
import { startGroups } from './persistent/groups.ts';
import { persistentService } from './persistent/service.ts';
import { SERVER_VERSION, serverFeatures } from './server-features.ts';
import { openStore, type Store } from './store/store.ts';
import { streamsService } from './streams/service.ts';

/** A stand-in that runs. */
export type StandIn = {
  /** The connection string, as the client takes it. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Where the HTTP control listens on loopback, or null. */
  readonly controlPort: number | null;
  /** The switches: assign to them while it runs. */
  readonly faults: Faults;
  /** What goes on there. */
  counts(): Readonly<Counts>;
  /** Drops every connection and all that is only in memory, as a restart of the server does; keeps the port. */
  restart(): Promise<void>;
  /** Cuts every connection, and goes on. */
  dropConnections(): void;
  /** Ends every catch-up subscription that runs with OK: clients see a silent end. */
  endSubscriptions(): void;
  /** Ends every catch-up subscription that runs with an error of that code. */
  breakSubscriptions(code: status): void;
  /** Ends what is open at once, and resolves when port and file are free. */
  stop(): Promise<void>;
};

export type StandInOptions = {
  /** The file of the log, or ':memory:'. */
  readonly path: string;
  /** 0 chooses a free port. */
  readonly port: number;
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** PEM. Without it the connection is plain, and the client sends no credentials. */
  readonly tls?: { readonly certificate: Buffer; readonly key: Buffer };
  /** User names and their passwords. Without them everybody may do everything. */
  readonly credentials?: Readonly<Record<string, string>>;
  readonly faults?: Partial<Faults>;
  /** The port of the HTTP control, 0 for a free one. Without it there is none. */
  readonly control?: number;
  /** Calls that one connection may hold open; 100, as the real server. */
  readonly maxStreams?: number;
  /** What ServerFeatures says. */
  readonly version?: string;
  /** The offset at which a new log begins, such as 2n ** 53n. */
  readonly firstPosition?: bigint;
  /** The revision at which new streams of users begin, such as 2n ** 53n; 0 in every real server. */
  readonly firstRevision?: bigint;
};

/** 16 MiB less what the server keeps for itself. */
const MAX_MESSAGE_BYTES = 16_767_216;

/** Starts a server for development and tests that speaks EventStoreDB's protocol. Throws when file or port is in use. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const host = options.host ?? '127.0.0.1';
  const board = switches(options.faults ?? {}, () => running?.store.setFull(board.faults.fullDisk));
  let running: RunningNode | undefined;
  const first = await startNode(options, { host, port: options.port, board, store: open(options) });
  running = first;
  const { port } = first.connections;
  const now = () => running ?? first;
  let control: Control | null = null;
  const standIn: StandIn = {
    url: `esdb://${host}:${port}?tls=${options.tls !== undefined}`,
    host,
    port,
    get controlPort() {
      return control?.port ?? null;
    },
    faults: board.faults,
    counts: () => ({ ...now().node.counts, connections: now().connections.count() }),
    dropConnections: () => now().connections.cutAll(),
    endSubscriptions() {
      for (const subscription of [...now().node.subscriptions]) subscription.end();
    },
    breakSubscriptions(code) {
      const error = toServiceError(new Failure(code, 'The subscription was broken.'));
      for (const subscription of [...now().node.subscriptions]) subscription.fail(error);
    },
    async restart() {
      const { stop, store } = now();
      await stop();
      if (options.path === ':memory:') store.forget();
      else store.close();
      const kept = options.path === ':memory:' ? store : open(options);
      running = await startNode(options, { host, port, board, store: kept });
    },
    async stop() {
      await control?.close();
      await now().stop();
      now().store.close();
    },
  };
  if (options.control === undefined) return standIn;
  try {
    control = await openControl(standIn, options.control);
    return standIn;
  } catch (error) {
    await standIn.stop();
    throw error;
  }
}

const open = ({ path, firstPosition, firstRevision }: StandInOptions): Store =>
  openStore(path, { firstPosition: firstPosition ?? 0n, firstRevision: firstRevision ?? 0n });

type RunningNode = {
  readonly connections: Connections;
  readonly node: Node;
  readonly store: Store;
  stop(): Promise<void>;
};

type Place = { readonly host: string; readonly port: number; readonly board: Switches; readonly store: Store };

async function startNode(
  { maxStreams = 100, version = SERVER_VERSION, credentials, tls }: StandInOptions,
  { host, port, board, store }: Place,
): Promise<RunningNode> {
  store.setFull(board.faults.fullDisk);
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': -1,
    'grpc.max_concurrent_streams': maxStreams,
  });
  // A group that cannot write a checkpoint or a parked message goes on: both are at least once.
  const report = () => {};
  let isRunning = true;
  let groups = startGroups(store, report);
  const node: Node = {
    ...board,
    store,
    version,
    counts: noCounts(),
    subscriptions: new Set(),
    isRunning: () => isRunning,
    get groups() {
      return groups;
    },
    restartGroups() {
      groups.close();
      groups = startGroups(store, report);
    },
    credentials: credentials ?? null,
    cut: (peer) => connections.cut(peer),
  };
  server.addService(StreamsService, streamsService(node));
  server.addService(PersistentSubscriptionsService, persistentService(node));
  server.addService(ServerFeaturesService, serverFeatures(node));
  server.addService(GossipService, gossipService(node, { host, port: () => connections.port }));
  const injector = server.createConnectionInjector(
    tls
      ? ServerCredentials.createSsl(null, [{ cert_chain: tls.certificate, private_key: tls.key }])
      : ServerCredentials.createInsecure(),
  );
  const take = (socket: Socket) => injector.injectConnection(socket);
  const connections = await listen({ host, port }, take).catch((error: unknown) => {
    groups.halt();
    store.close();
    throw error;
  });
  return {
    connections,
    node,
    store,
    async stop() {
      isRunning = false;
      groups.halt();
      server.forceShutdown();
      injector.destroy();
      await connections.close();
    },
  };
}
