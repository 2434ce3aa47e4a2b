import {
  type EventStoreDBClient,
  NO_STREAM,
  PersistentSubscriptionDoesNotExistError,
  PersistentSubscriptionDroppedError,
  PersistentSubscriptionExistsError,
  PersistentSubscriptionFailedError,
  PersistentSubscriptionMaximumSubscribersReachedError,
  type PersistentSubscriptionToStream,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { expect, it } from 'vitest';
import { clientAfterRestart, clientForTest, type SeatTaken, seats, standInForTest } from './testing.ts';

type Settings = Parameters<typeof persistentSubscriptionToStreamSettingsFromDefaults>[0];
type Subscription = PersistentSubscriptionToStream<SeatTaken>;
type Delivery = { readonly seat: number; readonly retries: number; ack(): Promise<void> } & Record<
  'retry' | 'park' | 'skip' | 'stop',
  () => Promise<void>
>;

async function started(settings: Settings = {}, seatsThere = 5) {
  const standIn = await standInForTest();
  const client = clientForTest(standIn);
  if (seatsThere > 0) await client.appendToStream('clinic-1', seats(1, seatsThere), { expectedRevision: NO_STREAM });
  await client.createPersistentSubscriptionToStream(
    'clinic-1',
    'desk',
    persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START, ...settings }),
  );
  return { standIn, client, info: () => client.getPersistentSubscriptionToStreamInfo('clinic-1', 'desk') };
}

const join = (client: EventStoreDBClient, bufferSize = 10): Subscription =>
  client.subscribeToPersistentSubscriptionToStream<SeatTaken>('clinic-1', 'desk', { bufferSize });

/** Takes deliveries one by one, without ending the subscription in between. */
function deliveries(subscription: Subscription) {
  const iterator = subscription[Symbol.asyncIterator]();
  return async (): Promise<Delivery> => {
    const { value } = await iterator.next();
    const nack = (action: 'retry' | 'park' | 'skip' | 'stop') => () => subscription.nack(action, 'said so', value);
    return {
      seat: value.event.data.seat,
      retries: value.retryCount,
      ack: () => subscription.ack(value),
      retry: nack('retry'),
      park: nack('park'),
      skip: nack('skip'),
      stop: nack('stop'),
    };
  };
}

async function until<Found>(look: () => Promise<Found>, holds: (found: Found) => boolean): Promise<Found> {
  for (;;) {
    const found = await look();
    if (holds(found)) return found;
  }
}

it('a group gives each event once while it is acknowledged, history and live', async () => {
  const { client } = await started();
  const subscription = join(client, 2);
  const next = deliveries(subscription);
  for (const seat of [1, 2, 3, 4, 5]) {
    const delivery = await next();
    expect(delivery).toMatchObject({ seat, retries: 0 });
    await delivery.ack();
  }
  await client.appendToStream('clinic-1', seats(6, 6), {});
  expect((await next()).seat).toBe(6);
  await subscription.unsubscribe();
});

it('what is tried again too often is parked, and replayed from its link', async () => {
  const { client, info } = await started({ maxRetryCount: 2 }, 1);
  const subscription = join(client);
  const next = deliveries(subscription);
  for (const retries of [0, 1, 2]) {
    const delivery = await next();
    expect(delivery).toMatchObject({ seat: 1, retries });
    await delivery.retry();
  }
  await until(info, ({ stats }) => stats.parkedMessageCount === 1n);
  const links: (string | undefined)[] = [];
  for await (const { event } of client.readStream('$persistentsubscription-clinic-1::desk-parked'))
    links.push(event?.type);
  expect(links).toEqual(['$>']);
  await client.replayParkedMessagesToStream('clinic-1', 'desk');
  const replayed = await next();
  expect(replayed).toMatchObject({ seat: 1, retries: 0 });
  await replayed.ack();
  await until(info, ({ stats }) => stats.totalInFlightMessages === 0 && stats.parkedMessageCount === 0n);
  await subscription.unsubscribe();
});

it('park parks, skip and stop are done, retries come before the rest', async () => {
  const { client, info } = await started({}, 4);
  const subscription = join(client, 1);
  const next = deliveries(subscription);
  await (await next()).park();
  await (await next()).skip();
  await (await next()).retry();
  const again = await next();
  expect(again).toMatchObject({ seat: 3, retries: 1 });
  await again.stop();
  const last = await next();
  expect(last.seat).toBe(4);
  await last.ack();
  await until(info, ({ stats }) => stats.totalInFlightMessages === 0 && stats.parkedMessageCount === 1n);
  await subscription.unsubscribe();
});

it('a consumer that leaves or lingers loses its messages to the others', async () => {
  const { client } = await started({}, 2);
  const first = join(client);
  const early = deliveries(first);
  expect([await early(), await early()]).toMatchObject([{ seat: 1 }, { seat: 2 }]);
  const second = join(client);
  const late = deliveries(second);
  await first.unsubscribe();
  expect([await late(), await late()]).toMatchObject([
    { seat: 1, retries: 1 },
    { seat: 2, retries: 1 },
  ]);
  await second.unsubscribe();
});

it('a message that is not acknowledged in time comes again', async () => {
  const { client } = await started({ messageTimeout: 1 }, 1);
  const subscription = join(client);
  const next = deliveries(subscription);
  expect(await next()).toMatchObject({ seat: 1, retries: 0 });
  expect(await next()).toMatchObject({ seat: 1, retries: 1 });
  await subscription.unsubscribe();
});

it('a checkpoint survives a restart, and the group goes on after it', async () => {
  const { client, standIn } = await started({ checkPointUpperBound: 1, checkPointLowerBound: 1 });
  const subscription = join(client);
  subscription.on('error', () => {});
  const next = deliveries(subscription);
  for (let seat = 1; seat <= 3; seat += 1) await (await next()).ack();
  const checkpointed = async () => {
    const { stats } = await client.getPersistentSubscriptionToStreamInfo('clinic-1', 'desk');
    return stats;
  };
  await until(
    checkpointed,
    (stats) => 'lastCheckpointedEventRevision' in stats && stats.lastCheckpointedEventRevision === 2n,
  );
  await standIn.restart();
  const again = await clientAfterRestart(standIn);
  const resumed = join(again);
  const from = deliveries(resumed);
  expect(await from()).toMatchObject({ seat: 4, retries: 0 });
  await resumed.unsubscribe();
});

it('RoundRobin shares, DispatchToSingle fills one first', async () => {
  const { client } = await started({}, 4);
  const [one, other] = [join(client, 2), join(client, 2)];
  const [nextOne, nextOther] = [deliveries(one), deliveries(other)];
  const shared = [await nextOne(), await nextOne(), await nextOther(), await nextOther()].map(({ seat }) => seat);
  expect(shared.toSorted()).toEqual([1, 2, 3, 4]);
  await one.unsubscribe();
  await other.unsubscribe();

  await client.createPersistentSubscriptionToStream(
    'clinic-1',
    'single',
    persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START, consumerStrategyName: 'DispatchToSingle' }),
  );
  const single = client.subscribeToPersistentSubscriptionToStream<SeatTaken>('clinic-1', 'single');
  const got = deliveries(single);
  expect([await got(), await got(), await got(), await got()].map(({ seat }) => seat)).toEqual([1, 2, 3, 4]);
  await single.unsubscribe();
});

it('Pinned keeps each stream at one consumer', async () => {
  const { client } = await started({}, 0);
  await client.createPersistentSubscriptionToAll(
    'pinned',
    persistentSubscriptionToAllSettingsFromDefaults({ startFrom: START, consumerStrategyName: 'Pinned' }),
    { filter: streamNameFilter({ prefixes: ['clinic-'] }) },
  );
  const consumers = [0, 1].map(() => client.subscribeToPersistentSubscriptionToAll('pinned', { bufferSize: 2 }));
  const seen = new Map<string, Set<number>>();
  let count = 0;
  const allSeen = new Promise<void>((told) => {
    for (const [index, consumer] of consumers.entries())
      consumer.on('data', (resolved) => {
        const stream = resolved.event?.streamId ?? '';
        seen.set(stream, (seen.get(stream) ?? new Set()).add(index));
        consumer.ack(resolved);
        count += 1;
        if (count === 18) told();
      });
  });
  await Promise.all(consumers.map((consumer) => new Promise((told) => consumer.on('confirmation', told))));
  for (let seat = 1; seat <= 3; seat += 1)
    for (let stream = 1; stream <= 6; stream += 1)
      await client.appendToStream(`clinic-${stream}`, seats(seat, seat, stream), {});
  await allSeen;
  expect([...seen.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1, 1, 1]);
  for (const consumer of consumers) await consumer.unsubscribe();
});

it('what cannot be is refused by its name', async () => {
  const { client, info } = await started({ maxSubscriberCount: 1 });
  const settings = persistentSubscriptionToStreamSettingsFromDefaults({});
  const create = (more: Settings) =>
    client.createPersistentSubscriptionToStream('clinic-1', 'desk', { ...settings, ...more });
  await expect(create({})).rejects.toEqual(
    expect.objectContaining({
      constructor: PersistentSubscriptionExistsError,
      streamName: 'clinic-1',
      groupName: 'desk',
    }),
  );
  await expect(create({ readBatchSize: 500 })).rejects.toBeInstanceOf(PersistentSubscriptionFailedError);
  const missing = client.subscribeToPersistentSubscriptionToStream('clinic-1', 'other');
  await expect(new Promise((_, reject) => missing.on('error', reject))).rejects.toBeInstanceOf(
    PersistentSubscriptionDoesNotExistError,
  );
  const first = join(client);
  first.resume();
  await new Promise((told) => first.on('confirmation', told));
  const second = join(client);
  await expect(new Promise((_, reject) => second.on('error', reject))).rejects.toBeInstanceOf(
    PersistentSubscriptionMaximumSubscribersReachedError,
  );
  const { connections, settings: kept, eventSource } = await info();
  expect({ connections: connections.length, eventSource, ...kept }).toMatchObject({
    connections: 1,
    eventSource: 'clinic-1',
    startFrom: START,
    consumerStrategyName: 'RoundRobin',
    maxSubscriberCount: 1,
  });
  await first.unsubscribe();
});

it('an update and a delete drop the consumers', async () => {
  const { client, info } = await started();
  const dropped = async (change: () => Promise<void>) => {
    const subscription = join(client);
    subscription.resume();
    await new Promise((told) => subscription.on('confirmation', told));
    const error = new Promise((told) => subscription.on('error', told));
    await change();
    return error;
  };
  const settings = persistentSubscriptionToStreamSettingsFromDefaults({ maxRetryCount: 7 });
  const updated = await dropped(() => client.updatePersistentSubscriptionToStream('clinic-1', 'desk', settings));
  expect(updated).toBeInstanceOf(PersistentSubscriptionDroppedError);
  expect((await info()).settings.maxRetryCount).toBe(7);
  expect((await client.listAllPersistentSubscriptions()).map(({ groupName }) => groupName)).toEqual(['desk']);
  expect(await dropped(() => client.deletePersistentSubscriptionToStream('clinic-1', 'desk'))).toBeInstanceOf(
    PersistentSubscriptionDroppedError,
  );
  await expect(info()).rejects.toBeInstanceOf(PersistentSubscriptionDoesNotExistError);
  expect(await client.listAllPersistentSubscriptions()).toEqual([]);
});
