import { expect, test } from 'vitest';
import type { Bus } from '../bus.ts';
import type { Position } from '../event.ts';
import { consumer, positionAt, publisher } from './participants.ts';
import type { UnderTest } from './under-test.ts';

/** Several processes of one service, on one log. */
export function bearsReplicas(under: () => UnderTest): void {
  const elsewhere = () => (under().elsewhere as () => Bus)();

  test('two replicas of a publisher publish each contract once, in order, and one goes on without the other', async () => {
    const { bus } = under();
    const other = elsewhere();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    for (let i = 0; i < 50; i++) network.publish('SiteOpened', { i });
    await bus.offer('network', network.replay);
    const withdraw = await other.offer('network', network.replay);
    await bus.subscribe(reader.consumer);
    let last = positionAt(0);
    for (let i = 50; i < 300; i++) {
      last = network.publish('SiteOpened', { i });
      if (i % 50 === 0) await reader.reached('network', last);
    }
    await reader.reached('network', last);
    await withdraw();
    for (let i = 300; i < 400; i++) last = network.publish('SiteOpened', { i });
    await reader.reached('network', last);
    expect(reader.seen.map(({ data }) => data)).toEqual(Array.from({ length: 400 }, (_, i) => ({ i })));
  });

  test('each replica of a consumer gets everything, from a publisher in another process', async () => {
    const { bus } = under();
    const network = publisher('network');
    const readers = [consumer('reader-1', ['network.SiteOpened.v1']), consumer('reader-2', ['network.SiteOpened.v1'])];
    await elsewhere().offer('network', network.replay);
    for (const reader of readers) await bus.subscribe(reader.consumer);
    let last = positionAt(0) as Position;
    for (let i = 0; i < 20; i++) last = network.publish('SiteOpened', { i });
    for (const reader of readers) {
      await reader.reached('network', last);
      expect(reader.seen.map(({ data }) => data)).toEqual(Array.from({ length: 20 }, (_, i) => ({ i })));
    }
  });

  test('several contracts of one event arrive together, also when a consumer is far behind', async () => {
    const { bus } = under();
    const network = publisher('network');
    const [early, late] = [consumer('early', ['network.SiteOpened.v1']), consumer('late', ['network.SiteOpened.v1'])];
    await elsewhere().offer('network', network.replay);
    await bus.subscribe(early.consumer);
    let last = positionAt(0) as Position;
    for (let i = 0; i < 30; i++) last = network.publishTogether('SiteOpened', [{ i }, { also: i }]);
    await early.reached('network', last);
    await bus.subscribe(late.consumer);
    await late.reached('network', last);
    const expected = Array.from({ length: 30 }, (_, i) => [{ i }, { also: i }]).flat();
    for (const reader of [early, late]) {
      expect(reader.seen.map(({ data }) => data)).toEqual(expected);
      expect(reader.isTorn()).toBe(false);
    }
  });
}
