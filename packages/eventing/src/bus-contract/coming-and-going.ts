import { expect, test } from 'vitest';
import { consumer, positionAt, publisher } from './participants.ts';
import type { UnderTest } from './under-test.ts';

/** Publishers and consumers that stop, come back, or forgot. */
export function bearsComingAndGoing(under: () => UnderTest): void {
  test('a consumer that stops and comes back goes on where it stood', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    await bus.offer('network', network.replay);
    const stop = await bus.subscribe(reader.consumer);
    await reader.reached('network', network.publish('SiteOpened'));
    await stop();
    const missed = network.publish('SiteOpened');
    expect(reader.seen).toHaveLength(1);
    await bus.subscribe(reader.consumer);
    await reader.reached('network', missed);
    expect(reader.idsOf('network')).toEqual(['network-7', 'network-14']);
  });

  test('a consumer that forgot where it stood gets all of the history again', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    await bus.offer('network', network.replay);
    const stop = await bus.subscribe(reader.consumer);
    await reader.reached('network', network.publish('SiteOpened'));
    await stop();
    reader.forget('network');
    await bus.subscribe(reader.consumer);
    await reader.reached('network', positionAt(7));
    expect(reader.idsOf('network')).toEqual(['network-7', 'network-7']);
  });

  test('a publisher that stops and comes back loses nothing', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    const withdraw = await bus.offer('network', network.replay);
    await bus.subscribe(reader.consumer);
    await reader.reached('network', network.publish('SiteOpened'));
    await withdraw();
    const later = network.publish('SiteOpened');
    await bus.offer('network', network.replay);
    await reader.reached('network', later);
    expect(reader.idsOf('network')).toEqual(['network-7', 'network-14']);
  });

  test('a stop waits for the delivery in hand, and nothing comes after it', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    const hold = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    let ended = false;
    await bus.offer('network', network.replay);
    const stop = await bus.subscribe({
      ...reader.consumer,
      async deliver(delivery) {
        begun.resolve();
        await hold.promise;
        await reader.consumer.deliver(delivery);
        ended = true;
      },
    });
    network.publish('SiteOpened');
    await begun.promise;
    const stopped = stop();
    hold.resolve();
    await stopped;
    expect(ended).toBe(true);
    network.publish('SiteOpened');
    expect(reader.seen).toHaveLength(1);
  });

  test('close ends every delivery, also when some fail all the time', async () => {
    const { bus } = under();
    const network = publisher('network');
    const broken = consumer('broken', ['network.SiteOpened.v1']);
    broken.fail(Number.POSITIVE_INFINITY);
    await bus.offer('network', network.replay);
    await bus.subscribe(broken.consumer);
    network.publish('SiteOpened');
    await bus.close();
    const failures = broken.failures();
    network.publish('SiteOpened');
    expect(broken.failures()).toBe(failures);
  });
}
