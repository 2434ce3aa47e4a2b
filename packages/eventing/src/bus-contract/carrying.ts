import { expect, test } from 'vitest';
import type { Position } from '../event.ts';
import { consumer, positionAt, publisher } from './participants.ts';
import type { UnderTest } from './under-test.ts';

/** Contracts arrive: in order, each once, only those that were asked for. */
export function carries(under: () => UnderTest): void {
  test('history and what comes arrive in order, each once', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    for (let i = 0; i < 10; i++) network.publish('SiteOpened', { i });
    await bus.offer('network', network.replay);
    await bus.subscribe(reader.consumer);
    let last = positionAt(0);
    for (let i = 10; i < 20; i++) last = network.publish('SiteOpened', { i });
    await reader.reached('network', last);
    expect(reader.seen.map(({ data }) => data)).toEqual(Array.from({ length: 20 }, (_, i) => ({ i })));
    expect(reader.seen[0]).toMatchObject({
      id: 'network-7',
      subject: 'network.SiteOpened.v1',
      position: positionAt(7),
      traceparent: expect.stringMatching(/^00-/),
    });
  });

  test('a consumer may come before the publisher', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    await bus.subscribe(reader.consumer);
    const position = network.publish('SiteOpened');
    await bus.offer('network', network.replay);
    await reader.reached('network', position);
    expect(reader.seen).toHaveLength(1);
  });

  test('only the subjects that were asked for arrive, and the position passes the others', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    await bus.offer('network', network.replay);
    await bus.subscribe(reader.consumer);
    network.publish('SiteOpened');
    const last = network.publish('SiteClosed');
    await reader.reached('network', last);
    expect(reader.seen.map(({ subject }) => subject)).toEqual(['network.SiteOpened.v1']);
  });

  test('each consumer gets everything, each from several publishers', async () => {
    const { bus } = under();
    const [network, workforce] = [publisher('network'), publisher('workforce')];
    const subjects = ['network.SiteOpened.v1', 'workforce.PersonJoined.v1'];
    const readers = [consumer('one', subjects), consumer('two', subjects)];
    await bus.offer('network', network.replay);
    for (const reader of readers) await bus.subscribe(reader.consumer);
    await bus.offer('workforce', workforce.replay);
    const sites = [network.publish('SiteOpened'), network.publish('SiteOpened')];
    const people = [workforce.publish('PersonJoined')];
    for (const reader of readers) {
      await reader.reached('network', sites.at(-1) as Position);
      await reader.reached('workforce', people.at(-1) as Position);
      expect(reader.idsOf('network')).toEqual(['network-7', 'network-14']);
      expect(reader.idsOf('workforce')).toEqual(['workforce-7']);
    }
  });
}
