import { z } from 'zod';
import { namesBelow } from './names.ts';

/** What one user of the bus does there. */
export const NatsUser = z.strictObject({
  /** Offers contracts as the source of its own name. */
  publishes: z.boolean().default(false),
  /** Takes in contracts of these sources. */
  listens: z.array(z.string()).default([]),
  /** Puts work into this queue, or takes it out. */
  queue: z.string().optional(),
  /** Takes leases. */
  leases: z.boolean().default(false),
  /** Looks after what was set aside, of all services. */
  deadLetters: z.boolean().default(false),
});
export type NatsUser = z.infer<typeof NatsUser>;

/** Subjects that a user may publish and subscribe to. All others are refused. */
export type AllowList = { readonly publish: readonly string[]; readonly subscribe: readonly string[] };

type Around = {
  readonly name: string;
  readonly prefix: string;
  /** The consumers of a service of this name: one for each of its replicas. */
  readonly consumersOf: (service: string) => readonly string[];
  /** All services that listen to anybody. */
  readonly listeners: readonly string[];
};

const stream = (name: string) => ['INFO', 'CREATE', 'UPDATE'].map((what) => `$JS.API.STREAM.${what}.${name}`);
/** A stream that only its users know, with all that a queue or a bucket does to it. */
const ownStream = (name: string) => [
  `$JS.API.STREAM.*.${name}`,
  `$JS.API.STREAM.MSG.*.${name}`,
  `$JS.API.DIRECT.GET.${name}`,
  `$JS.API.DIRECT.GET.${name}.>`,
  `$JS.API.CONSUMER.*.${name}`,
  `$JS.API.CONSUMER.*.${name}.>`,
  `$JS.API.CONSUMER.DURABLE.CREATE.${name}.*`,
  `$JS.API.CONSUMER.MSG.NEXT.${name}.*`,
  `$JS.ACK.${name}.>`,
];

/** The allow-list of one user: what this release sends and listens to on its behalf, and no more. */
export function allowList(user: NatsUser, { name, prefix, consumersOf, listeners }: Around): AllowList {
  const names = namesBelow(prefix);
  const consumers = user.listens.length > 0 ? consumersOf(name) : [];
  const publish = [
    ...(user.publishes
      ? [
          ...stream(names.contractsStream(name)),
          `$JS.API.STREAM.MSG.GET.${names.contractsStream(name)}`,
          `$JS.API.STREAM.PURGE.${names.contractsStream(name)}`,
          names.contractsOf(name),
          names.position(name),
        ]
      : []),
    ...user.listens.flatMap((source) => [
      names.page(source),
      ...consumers.flatMap((consumer) => [
        ...['INFO', 'CREATE', 'DELETE', 'MSG.NEXT'].map(
          (what) => `$JS.API.CONSUMER.${what}.${names.contractsStream(source)}.${consumer}`,
        ),
        `$JS.ACK.${names.contractsStream(source)}.${consumer}.>`,
        names.dead(consumer, source),
      ]),
    ]),
    ...(consumers.length > 0 ? stream(names.deadStream) : []),
    ...(user.queue
      ? [
          `${prefix}.work.${user.queue}.>`,
          `$O.${prefix}-work-${user.queue}.>`,
          ...ownStream(`${prefix}-work-${user.queue}`),
          ...ownStream(`OBJ_${prefix}-work-${user.queue}`),
        ]
      : []),
    ...(user.leases ? [`${prefix}.leases.freed.*`, `$KV.${prefix}-leases.*`, ...ownStream(`KV_${prefix}-leases`)] : []),
    ...(user.queue || user.leases ? ['$JS.API.INFO'] : []),
    ...(user.deadLetters
      ? [
          `$JS.API.STREAM.INFO.${names.deadStream}`,
          ...['GET', 'DELETE'].map((what) => `$JS.API.STREAM.MSG.${what}.${names.deadStream}`),
          ...listeners.flatMap(consumersOf).map(names.redeliver),
        ]
      : []),
  ];
  const subscribe = [
    `_INBOX_${name}.>`,
    ...(user.publishes ? [names.page(name)] : []),
    ...user.listens.map(names.position),
    ...consumers.map(names.redeliver),
    ...(user.queue ? [`${prefix}.work.${user.queue}.>`] : []),
    ...(user.leases ? [`${prefix}.leases.freed.*`] : []),
  ];
  return { publish, subscribe };
}
