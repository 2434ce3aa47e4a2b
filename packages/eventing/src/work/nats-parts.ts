import { setTimeout as pause } from 'node:timers/promises';
import {
  AckPolicy,
  type ConsumerConfig,
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
const NO_CONSUMER = 10014;
const CONSUMER_EXISTS = 10148;
/** Within so long whoever finds no consumer makes it, each at a moment of its own. */
const APART_MS = 300;

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
  await madeConsumer(jsm, names.stream, consumer);
  const kept = { storage: StorageType.File, ttl: nanos(KEPT_MS), replicas };
  const bucket = await new Objm(js).create(names.bucket, kept);
  return { js, jsm, store: natsStore(bucket), stream: names.stream, consumer: CONSUMER };
}

/**
 * Makes the consumer, or changes it. A server of 2.9 that is asked for it twice at one time keeps two under one name,
 * and one of them swallows work: so whoever finds none looks once more a moment later.
 */
async function madeConsumer(jsm: JetStreamManager, stream: string, wanted: Partial<ConsumerConfig>): Promise<void> {
  const update = () => jsm.consumers.update(stream, CONSUMER, wanted);
  const isMissing = (error: unknown) => {
    if (!hasCode(error, NO_CONSUMER)) throw error;
    return null;
  };
  if (await update().catch(isMissing)) return;
  await pause(Math.random() * APART_MS);
  if (await update().catch(isMissing)) return;
  await jsm.consumers.add(stream, wanted).catch((error) => {
    if (!hasCode(error, CONSUMER_EXISTS)) throw error;
  });
}
