import {
  AckPolicy,
  DiscardPolicy,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { Objm } from '@nats-io/obj';
import { type NatsConnection, nanos } from '@nats-io/transport-node';
import type { QueueNames } from './nats-names.ts';
import { hasCode, type NatsStore, natsStore } from './nats-store.ts';

/** How long a request to JetStream waits for its answer. */
const REQUEST_MS = 4000;
/** What nobody dropped is forgotten after so long. */
const KEPT_MS = 3 * 24 * 3600 * 1000;
const CONSUMER = 'workers';

const NAME_IN_USE = 10058;
const CONSUMER_EXISTS = 10148;

/** What a queue consists of on the server. */
export type NatsParts = {
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  readonly store: NatsStore;
  readonly stream: string;
  readonly consumer: string;
};

/** Makes what is missing of a queue's stream, consumer and bucket, and changes what is otherwise. */
export async function natsParts(
  connection: NatsConnection,
  { names, replicas, ackWaitMs }: { readonly names: QueueNames; readonly replicas: number; readonly ackWaitMs: number },
): Promise<NatsParts> {
  const options = { checkAPI: false, timeout: REQUEST_MS };
  const jsm = await jetstreamManager(connection, options);
  const js = jetstream(connection, { timeout: REQUEST_MS });
  const stream = {
    name: names.stream,
    subjects: [`${names.jobs}.*`],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    // A piece of work is in the queue once, however often and from wherever it is put in.
    max_msgs_per_subject: 1,
    discard_new_per_subject: true,
    max_msg_size: 1024,
    num_replicas: replicas,
  };
  await jsm.streams.add(stream).catch((error) => {
    if (!hasCode(error, NAME_IN_USE)) throw error;
    return jsm.streams.update(names.stream, stream);
  });
  const consumer = {
    durable_name: CONSUMER,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ackWaitMs),
    max_deliver: -1,
    max_ack_pending: 10_000,
  };
  await jsm.consumers.add(names.stream, consumer).catch((error) => {
    if (!hasCode(error, CONSUMER_EXISTS)) throw error;
    return jsm.consumers.update(names.stream, CONSUMER, consumer);
  });
  const kept = { storage: StorageType.File, ttl: nanos(KEPT_MS), replicas };
  const bucket = await new Objm(js).create(names.bucket, kept);
  return { js, jsm, store: natsStore(bucket), stream: names.stream, consumer: CONSUMER };
}
