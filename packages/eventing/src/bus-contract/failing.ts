import { expect, test } from 'vitest';
import type { Replay } from '../bus.ts';
import { consumer, positionAt, publisher } from './participants.ts';
import type { UnderTest } from './under-test.ts';

/** What fails comes again, and holds up nobody else. */
export function bearsFailures(under: () => UnderTest): void {
  test('what could not be handled comes again, before anything after it', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    reader.fail(3);
    await bus.offer('network', network.replay);
    await bus.subscribe(reader.consumer);
    let last = positionAt(0);
    for (let i = 0; i < 8; i++) last = network.publish('SiteOpened', { i });
    await reader.reached('network', last);
    expect(reader.failures()).toBe(3);
    expect(reader.seen.map(({ data }) => data)).toEqual(Array.from({ length: 8 }, (_, i) => ({ i })));
  });

  test('a consumer that fails does not hold up another', async () => {
    const { bus } = under();
    const network = publisher('network');
    const [broken, well] = [consumer('broken', ['network.SiteOpened.v1']), consumer('well', ['network.SiteOpened.v1'])];
    broken.fail(Number.POSITIVE_INFINITY);
    await bus.offer('network', network.replay);
    await bus.subscribe(broken.consumer);
    await bus.subscribe(well.consumer);
    await well.reached('network', network.publish('SiteOpened'));
    expect(broken.seen).toEqual([]);
  });

  test('a replay that breaks or ends is taken up again after the last handled message', async () => {
    const { bus } = under();
    const network = publisher('network');
    const reader = consumer('reader', ['network.SiteOpened.v1']);
    let cuts = 0;
    const flaky: Replay = async function* (after, signal) {
      for await (const delivery of network.replay(after, signal)) {
        yield delivery;
        if (cuts++ === 1) throw new Error('the line is cut');
        if (cuts < 4) return;
      }
    };
    for (let i = 0; i < 12; i++) network.publish('SiteOpened', { i });
    await bus.offer('network', flaky);
    await bus.subscribe(reader.consumer);
    await reader.reached('network', positionAt(84));
    expect(reader.seen.map(({ data }) => data)).toEqual(Array.from({ length: 12 }, (_, i) => ({ i })));
  });
}
