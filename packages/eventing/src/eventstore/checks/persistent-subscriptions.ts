import {
  type EventStoreDBClient,
  type PersistentSubscriptionToStreamResolvedEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
  RETRY,
  START,
} from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { clientOn, freshStream, idsOf, type OpenServer, OVER_APPEND, plain } from './server-under-test.ts';

type Delivery = PersistentSubscriptionToStreamResolvedEvent;

/** Checks 30 to 32: persistent subscriptions. Weft does not use them; the server that stands in must still be true. */
export function persistentSubscriptionChecks(open: OpenServer): void {
  async function group(settings: Parameters<typeof persistentSubscriptionToStreamSettingsFromDefaults>[0] = {}) {
    const client = clientOn(await open());
    const [stream, events] = [freshStream(), plain(2)];
    await client.appendToStream(stream, events, OVER_APPEND);
    await client.createPersistentSubscriptionToStream(
      stream,
      'group',
      persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START, ...settings }),
    );
    return { client, stream, events };
  }

  /** Takes deliveries until `isEnough`; leaves the subscription. */
  async function deliveries(
    client: EventStoreDBClient,
    stream: string,
    answer: (delivery: Delivery, seen: readonly Delivery[], to: ReturnType<typeof subscribe>) => Promise<boolean>,
  ): Promise<Delivery[]> {
    const seen: Delivery[] = [];
    const subscription = subscribe(client, stream);
    for await (const delivery of subscription) {
      seen.push(delivery);
      if (await answer(delivery, seen, subscription)) break;
    }
    await subscription.unsubscribe().catch(() => {});
    return seen;
  }
  const subscribe = (client: EventStoreDBClient, stream: string) =>
    client.subscribeToPersistentSubscriptionToStream(stream, 'group');

  test('30: an event that is refused is delivered once and retried so often, then parked', async () => {
    const { client, stream, events } = await group({ maxRetryCount: 2 });
    const [first, second] = events;
    const seen = await deliveries(client, stream, async (delivery, all, to) => {
      if (delivery.event?.id === first?.id) await to.nack(RETRY, 'not yet', delivery);
      else await to.ack(delivery);
      return all.filter(({ event }) => event?.id === first?.id).length === 3 && all.length === 4;
    });
    const counts = seen.filter(({ event }) => event?.id === first?.id).map(({ retryCount }) => retryCount);
    expect(counts).toEqual([0, 1, 2]);
    expect(seen.filter(({ event }) => event?.id === second?.id)).toHaveLength(1);
    await expect.poll(() => parked(client, stream), { timeout: 20_000 }).toEqual([first?.id]);
  });

  test('31: a replayed event comes with its link, counts from 0, and is acknowledged by the link', async () => {
    const { client, stream, events } = await group({ maxRetryCount: 0 });
    const [first] = events;
    await deliveries(client, stream, async (delivery, all, to) => {
      if (delivery.event?.id === first?.id) await to.nack(RETRY, 'not yet', delivery);
      else await to.ack(delivery);
      return all.length === 2;
    });
    await expect.poll(() => parked(client, stream), { timeout: 20_000 }).toEqual([first?.id]);
    await client.replayParkedMessagesToStream(stream, 'group');
    const [replayed] = await deliveries(client, stream, async (delivery, _, to) => {
      await to.ack(delivery);
      return true;
    });
    expect([replayed?.event?.id, replayed?.retryCount]).toEqual([first?.id, 0]);
    expect(replayed?.link?.id).toBeDefined();
    expect(replayed?.link?.id).not.toBe(first?.id);
  });

  test('32: what a lost consumer had is delivered again, and counts as a retry', async () => {
    const { client, stream, events } = await group();
    const first = await deliveries(client, stream, async (_, all) => all.length === 2);
    expect(idsOf(first.map(({ event }) => event as { id: string }))).toEqual(idsOf(events));
    const again = await deliveries(client, stream, async (delivery, all, to) => {
      await to.ack(delivery);
      return all.length === 2;
    });
    expect(idsOf(again.map(({ event }) => event as { id: string })).toSorted()).toEqual(idsOf(events).toSorted());
    expect(again.map(({ retryCount }) => retryCount)).toEqual([1, 1]);
  });
}

/** Ids of the events that are parked for the group. */
async function parked(client: EventStoreDBClient, stream: string): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  try {
    for await (const { event } of client.readStream(`$persistentsubscription-${stream}::group-parked`, {
      resolveLinkTos: true,
    }))
      found.push(event?.id);
  } catch {
    // Nothing was parked yet: there is no such stream.
  }
  return found;
}
