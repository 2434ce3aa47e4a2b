import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bus, Consumer, Delivery, Message, Replay } from './bus.ts';
import type { Position } from './event.ts';

/** A bus for one test. */
export type BusUnderTest = {
  readonly bus: Bus;
  /** Removes all that the test left. */
  readonly dispose: () => Promise<void>;
};

const positionAt = (place: number) => String(place).padStart(20, '0') as Position;

/** A publisher with a log of its own, as a service has one. */
function publisher(source: string) {
  const messages: Message[] = [];
  const waiting = new Set<() => void>();
  let place = 0;
  const replay: Replay = async function* (after, signal) {
    let from = after ?? '';
    while (!signal.aborted) {
      const next = messages.filter(({ position }) => position > from).slice(0, 3);
      if (next.length > 0) {
        from = (next.at(-1) as Message).position;
        yield {
          source,
          messages: next,
          position: from as Position,
          live: from === messages.at(-1)?.position,
        } satisfies Delivery;
        continue;
      }
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    }
  };
  return {
    replay,
    publish(type: string, data: unknown = {}) {
      place += 7;
      const position = positionAt(place);
      const subject = `${source}.${type}.v1`;
      messages.push({ id: `${source}-${place}`, subject, position, at: '2026-03-01T09:00:00.000Z', data });
      for (const wake of [...waiting]) wake();
      return position;
    },
  };
}

/** A consumer that remembers where it stands, as a service does beside its rows. */
function consumer(name: string, subjects: readonly string[]) {
  const positions = new Map<string, Position>();
  const seen: Message[] = [];
  const aside: Message[] = [];
  const waiting = new Set<() => void>();
  let failing = 0;
  let failures = 0;
  const made: Consumer = {
    name,
    subjects,
    after: (source) => positions.get(source) ?? null,
    async deliver({ source, messages, position }) {
      if (failing > 0) {
        failing -= 1;
        failures += 1;
        throw new Error('not now');
      }
      const from = positions.get(source) ?? '';
      seen.push(...messages.filter((message) => message.position > from));
      if (position > from) positions.set(source, position);
      for (const check of [...waiting]) check();
    },
    async setAside({ source, messages, position }) {
      aside.push(...messages);
      positions.set(source, position);
      for (const check of [...waiting]) check();
    },
    async redeliver(messages) {
      if (failing > 0) throw new Error('not now');
      seen.push(...messages);
    },
  };
  return {
    aside,
    consumer: made,
    seen,
    idsOf: (source: string) => seen.filter(({ subject }) => subject.startsWith(`${source}.`)).map(({ id }) => id),
    failures: () => failures,
    fail(times: number) {
      failing = times;
    },
    forget: (source: string) => positions.delete(source),
    reached: (source: string, position: Position) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if ((positions.get(source) ?? '') < position) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}

/** What every adapter of the Bus port promises. `open` gives an adapter for one test. */
export function busContract(name: string, open: () => Promise<BusUnderTest>): void {
  describe(`bus: ${name}`, () => {
    let under: BusUnderTest;
    let bus: Bus;
    beforeEach(async () => {
      under = await open();
      bus = under.bus;
    });
    afterEach(() => under.dispose());

    test('history and what comes arrive in order, each once', async () => {
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
      });
    });

    test('a consumer may come before the publisher', async () => {
      const network = publisher('network');
      const reader = consumer('reader', ['network.SiteOpened.v1']);
      await bus.subscribe(reader.consumer);
      const position = network.publish('SiteOpened');
      await bus.offer('network', network.replay);
      await reader.reached('network', position);
      expect(reader.seen).toHaveLength(1);
    });

    test('only the subjects that were asked for arrive, and the position passes the others', async () => {
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

    test('what could not be handled comes again, before anything after it', async () => {
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
      const network = publisher('network');
      const [broken, well] = [
        consumer('broken', ['network.SiteOpened.v1']),
        consumer('well', ['network.SiteOpened.v1']),
      ];
      broken.fail(Number.POSITIVE_INFINITY);
      await bus.offer('network', network.replay);
      await bus.subscribe(broken.consumer);
      await bus.subscribe(well.consumer);
      await well.reached('network', network.publish('SiteOpened'));
      expect(broken.seen).toEqual([]);
    });

    test('a consumer that stops and comes back goes on where it stood', async () => {
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

    test('a replay that breaks or ends is taken up again after the last handled message', async () => {
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

    test('a stop waits for the delivery in hand, and nothing comes after it', async () => {
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
  });
}
