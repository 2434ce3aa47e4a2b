import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Names } from './names.ts';
import type { NatsSettings } from './settings.ts';

type For = { readonly names: Names; readonly settings: NatsSettings; readonly replicas: number };

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a consumer may hold a message before the server brings it again. */
export const ACK_WAIT_MS = 30_000;
/** How many messages a consumer may hold. */
const HELD_AT_MOST = 512;

/** The stream of one source's contracts: bounded, and the oldest go first. */
export const contractsStream = (
  source: string,
  { names, settings, replicas }: For,
): Partial<StreamConfig> & { name: string } => ({
  name: names.contractsStream(source),
  subjects: [names.contractsOf(source)],
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.Old,
  max_bytes: settings.streamBytes,
  max_age: nanos(settings.streamDays * DAY_MS),
  num_replicas: replicas,
});

/** The stream of dead letters: none is lost for another one. */
export const deadLetterStream = ({ names, settings, replicas }: For): Partial<StreamConfig> & { name: string } => ({
  name: names.deadStream,
  subjects: [names.allDead],
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.New,
  max_bytes: settings.deadLetterBytes,
  max_age: 0,
  num_replicas: replicas,
});

/** The server's side of a consumer; it goes away a week after its last sign of life. */
export const durableConsumer = (name: string): Partial<ConsumerConfig> & { durable_name: string } => ({
  durable_name: name,
  deliver_policy: DeliverPolicy.All,
  ack_policy: AckPolicy.Explicit,
  ack_wait: nanos(ACK_WAIT_MS),
  max_ack_pending: HELD_AT_MOST,
  max_deliver: -1,
  inactive_threshold: nanos(7 * DAY_MS),
});
