import { expect, test } from 'vitest';
import { LogUnavailableError } from '../log.ts';
import type { DeadLetters } from '../nats/dead-letters.ts';
import { consumer, publisher } from './participants.ts';
import type { UnderTest } from './under-test.ts';

/** What cannot be handled is set aside, and can be had again. */
export function setsAside(under: () => UnderTest): void {
  const letters = () => (under().deadLetters as () => Promise<DeadLetters>)();

  test('what can never be handled becomes a dead letter, and what follows goes on', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    reader.refuse('network-14');
    await bus.offer('network', network.replay);
    await bus.subscribe(reader.consumer);
    network.publish('SiteOpened', { i: 1 });
    const poisoned = network.publish('SiteOpened', { i: 2 });
    await reader.reached('network', network.publish('SiteOpened', { i: 3 }));
    expect(reader.seen.map(({ id }) => id)).toEqual(['network-7', 'network-21']);
    expect(reader.aside.map(({ id }) => id)).toEqual(['network-14']);
    const dead = await letters();
    const [letter, ...others] = await dead.list();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      consumer: 'reader',
      source: 'network',
      subject: 'network.SiteOpened.v1',
      id: 'network-14',
      position: poisoned,
      error: 'network-14 can never be handled',
    });
    expect((await dead.show(letter?.number ?? 0))?.message?.data).toEqual({ i: 2 });
    await dead.close();
  });

  test('a dead letter is replayed to its consumer, and stays while that fails', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    reader.refuse('network-7');
    await bus.offer('network', network.replay);
    const stop = await bus.subscribe(reader.consumer);
    await reader.reached('network', network.publish('SiteOpened'));
    const dead = await letters();
    const number = (await dead.list())[0]?.number ?? 0;
    expect(await dead.replay(number)).toBe('network-7 can never be handled');
    await stop();
    expect(await dead.replay(number)).toMatch(/No reader is running/);
    expect(await dead.list()).toHaveLength(1);
    reader.refuse(null);
    await bus.subscribe(reader.consumer);
    await reader.reached('network', network.publish('SiteOpened'));
    expect(await dead.replay(number)).toBe(null);
    expect(reader.seen.map(({ id }) => id)).toEqual(['network-14', 'network-7']);
    expect(await dead.list()).toEqual([]);
    expect(await dead.replay(number)).toBe(`There is no dead letter ${number}.`);
    await dead.close();
  });

  test('a dead letter is dropped', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    reader.refuse('network-7');
    await bus.offer('network', network.replay);
    await bus.subscribe(reader.consumer);
    await reader.reached('network', network.publish('SiteOpened'));
    const dead = await letters();
    const number = (await dead.list())[0]?.number ?? 0;
    expect(await dead.drop(number)).toBe(true);
    expect(await dead.drop(number)).toBe(false);
    expect(await dead.list()).toEqual([]);
    await dead.close();
  });

  test('a log that is away is waited for, however often it is tried', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    reader.fail(25, new Error('a view cannot write', { cause: new LogUnavailableError('the log is away') }));
    await bus.offer('network', network.replay);
    await bus.subscribe(reader.consumer);
    await reader.reached('network', network.publish('SiteOpened'));
    expect(reader.failures()).toBe(25);
    expect(reader.aside).toEqual([]);
  });
}
