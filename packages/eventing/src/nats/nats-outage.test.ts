import { jetstreamManager } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bus } from '../bus.ts';
import { consumer, publisher } from '../bus-contract/participants.ts';
import { openDeadLetters } from './dead-letters.ts';
import { natsBus } from './nats-bus.ts';
import { type NatsServer, natsServer, noServer } from './nats-server.fixture.ts';
import { quickSettings } from './quick-settings.fixture.ts';

const within = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 12_000, interval: 20 });
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => ({ i: from + i }));

describe.skipIf(noServer !== null)(
  `NATS in trouble${noServer === null ? '' : `: skipped, ${noServer}`}`,
  { timeout: 20_000 },
  () => {
    let server: NatsServer;
    let bus: Bus;
    let network: ReturnType<typeof publisher>;
    let reader: ReturnType<typeof consumer>;
    const connections: NatsConnection[] = [];
    const publish = (from: number, to: number) => {
      const positions = numbers(from, to).map((data) => network.publish('SiteOpened', data));
      return positions.at(-1) as (typeof positions)[number];
    };
    /** Publishes until the stream carries, and returns how many. */
    const publishUntilCarried = async () => {
      const { jsm } = await byHand();
      let count = 0;
      await within(async () => {
        await reader.reached('network', publish(count, ++count));
        expect((await jsm.streams.info('weft-contracts-network')).state.messages).toBeGreaterThan(0);
      });
      return { jsm, count };
    };
    const seen = () => reader.seen.map(({ data }) => data);
    const carried = () => within(() => expect(bus.trouble()).toBe(null));
    const start = async (options: Parameters<typeof natsServer>[0] = {}) => {
      server = await natsServer(options);
      await server.start();
    };
    const open = async () => {
      bus = natsBus(server.url, quickSettings);
      await bus.offer('network', network.replay, network.head);
      await bus.subscribe(reader.consumer);
    };
    const byHand = async () => {
      const connection = await connect({ servers: server.url });
      connections.push(connection);
      return { connection, jsm: await jetstreamManager(connection) };
    };
    beforeEach(() => {
      network = publisher('network');
      reader = consumer('reader', ['network.SiteOpened.v1']);
    });
    afterEach(async () => {
      await bus.close();
      for (const connection of connections.splice(0)) await connection.close();
      await server.dispose();
    });

    test('a bus that is not there yet is waited for, and says so', async () => {
      server = await natsServer();
      await open();
      const last = publish(0, 20);
      await within(() => expect(bus.trouble()).toMatch(/does not take this connection/));
      await server.start();
      await reader.reached('network', last);
      expect(seen()).toEqual(numbers(0, 20));
      await carried();
    });

    test('a bus that is killed and comes back goes on, each contract once', async () => {
      await start();
      await open();
      await reader.reached('network', publish(0, 20));
      await server.kill();
      await within(() => expect(bus.trouble()).toMatch(/does not answer/));
      const last = publish(20, 40);
      await server.start();
      await reader.reached('network', last);
      await reader.reached('network', publish(40, 60));
      expect(seen()).toEqual(numbers(0, 60));
      await carried();
    });

    test('a bus that lost everything fills itself again, for those who stand somewhere and for those who come anew', async () => {
      await start();
      await open();
      await reader.reached('network', publish(0, 20));
      await server.kill();
      server.wipe();
      const last = publish(20, 40);
      await server.start();
      await reader.reached('network', last);
      expect(seen()).toEqual(numbers(0, 40));
      const late = consumer('late', ['network.SiteOpened.v1']);
      await bus.subscribe(late.consumer);
      await late.reached('network', publish(40, 41));
      expect(late.seen.map(({ data }) => data)).toEqual(numbers(0, 41));
      await carried();
    });

    test('a bus that stands still is noticed, and what was published meanwhile arrives', async () => {
      await start();
      await open();
      await reader.reached('network', publish(0, 20));
      server.signal('SIGSTOP');
      const last = publish(20, 40);
      await within(() => expect(bus.trouble()).toMatch(/does not answer/));
      server.signal('SIGCONT');
      await reader.reached('network', last);
      expect(seen()).toEqual(numbers(0, 40));
      await carried();
    });

    test('a stream that is deleted by hand is made again', async () => {
      await start();
      await open();
      const { jsm, count } = await publishUntilCarried();
      await jsm.streams.delete('weft-contracts-network');
      await reader.reached('network', publish(count, 40));
      const isBack = async () => (await jsm.streams.info('weft-contracts-network')).state.messages;
      await within(async () => expect(await isBack()).toBe(40 - count));
      await within(async () => void (await jsm.consumers.info('weft-contracts-network', 'reader')));
      await reader.reached('network', publish(40, 60));
      expect(seen()).toEqual(numbers(0, 60));
      await carried();
    });

    test('a stream that is emptied by hand hides nothing', async () => {
      await start();
      await open();
      await reader.reached('network', publish(0, 20));
      const { jsm } = await byHand();
      await within(async () => void (await jsm.streams.purge('weft-contracts-network')));
      await reader.reached('network', publish(20, 40));
      expect(seen()).toEqual(numbers(0, 40));
    });

    test('a consumer that is deleted by hand is made again', async () => {
      await start();
      await open();
      await reader.reached('network', publish(0, 20));
      const { jsm } = await byHand();
      await within(async () => void (await jsm.consumers.delete('weft-contracts-network', 'reader')));
      await reader.reached('network', publish(20, 40));
      await within(async () => void (await jsm.consumers.info('weft-contracts-network', 'reader')));
      await reader.reached('network', publish(40, 60));
      expect(seen()).toEqual(numbers(0, 60));
      await carried();
    });

    test('a stream and a consumer that are changed by hand are put right, and that is said', async () => {
      await start();
      await open();
      await reader.reached('network', publish(0, 20));
      const { jsm } = await byHand();
      // Pages bring contracts before there is a stream and a consumer.
      await within(async () => void (await jsm.streams.update('weft-contracts-network', { max_bytes: 4096 })));
      await within(
        async () => void (await jsm.consumers.update('weft-contracts-network', 'reader', { max_ack_pending: 3 })),
      );
      await within(() => expect(bus.trouble()).toMatch(/Stream .* another max_bytes .* put right/));
      await within(() => expect(bus.trouble()).toMatch(/Consumer reader .* another max_ack_pending .* put right/));
      expect((await jsm.streams.info('weft-contracts-network')).config.max_bytes).toBe(quickSettings.streamBytes);
      await reader.reached('network', publish(20, 40));
      expect(seen()).toEqual(numbers(0, 40));
    });

    test('a store without room for our streams is said, and the contracts arrive all the same', async () => {
      await start({ maxFile: '64KB' });
      await open();
      await reader.reached('network', publish(0, 20));
      await within(() => expect(bus.trouble()).toMatch(/insufficient storage/));
      await reader.reached('network', publish(20, 40));
      expect(seen()).toEqual(numbers(0, 40));
    });

    test('a store that runs full under way holds nobody up, and nothing is set aside without its letter', async () => {
      await start({ maxFile: '3MB' });
      await open();
      await reader.reached('network', publish(0, 20));
      const { connection, jsm } = await byHand();
      await jsm.streams.add({ name: 'filler', subjects: ['filler'] });
      const filled = () => connection.request('filler', new Uint8Array(128 * 1024), { timeout: 1000 });
      await within(async () => {
        const answer = await filled().then(
          ({ data }) => new TextDecoder().decode(data),
          () => 'error',
        );
        expect(answer).toMatch(/error/);
      });
      await reader.reached('network', publish(20, 40));
      reader.refuse('network-287');
      publish(40, 45);
      await within(() => expect(bus.trouble()).toMatch(/insufficient|storage|timeout|resource/i));
      expect(reader.aside).toEqual([]);
      await jsm.streams.delete('filler');
      await reader.reached('network', publish(45, 60));
      expect(reader.aside.map(({ id }) => id)).toEqual(['network-287']);
      expect(seen()).toEqual([...numbers(0, 40), ...numbers(41, 60)]);
    });

    test('a message that is larger than the server takes is fetched from its publisher, and said', async () => {
      await start();
      await open();
      const { count } = await publishUntilCarried();
      const id = `network-${7 * (count + 1)}`;
      network.publish('SiteOpened', { text: 'x'.repeat(3_000_000) });
      await reader.reached('network', publish(count, 6));
      expect(reader.seen.map(({ data }) => JSON.stringify(data).length > 1e6)).toEqual(
        reader.seen.map((message) => message.id === id),
      );
      await within(() => expect(bus.trouble()).toMatch(new RegExp(`network.SiteOpened.v1 ${id} has 30\\d+ bytes`)));
    });

    test('a message that is larger than the server takes can be set aside and replayed', async () => {
      await start();
      reader.refuse('network-7');
      await open();
      network.publish('SiteOpened', { text: 'x'.repeat(3_000_000) });
      await reader.reached('network', publish(0, 1));
      const dead = await openDeadLetters(server.url);
      const [letter] = await dead.list();
      reader.refuse(null);
      expect(await dead.replay(letter?.number ?? 0)).toBe(null);
      expect(reader.seen.map(({ id }) => id)).toEqual(['network-14', 'network-7']);
      await dead.close();
    });

    test('what somebody puts into a stream by hand harms nothing', async () => {
      await start();
      await open();
      await reader.reached('network', publish(0, 5));
      const { connection } = await byHand();
      // Pages bring contracts before there is a stream.
      await within(async () => void (await connection.request('weft.contracts.network.SiteOpened.v1', 'what?')));
      const position = '00000000000000090000';
      const message = {
        id: 'invented',
        subject: 'network.SiteOpened.v1',
        position,
        at: '2026-03-01T09:00:00.000Z',
        data: {},
      };
      const told = headers();
      told.set('Weft-Part', '1/1');
      told.set('Weft-Position', position);
      told.set('Weft-After', '00000000000000080000');
      await connection.request('weft.contracts.network.SiteOpened.v1', JSON.stringify(message), {
        headers: told,
        timeout: 1000,
      });
      await within(() => expect(bus.trouble()).toMatch(/not in the log of network/));
      await reader.reached('network', publish(5, 10));
      expect(seen()).toEqual(numbers(0, 10));
    });

    test('a stream that was filled from another log is said, and does not hold up this one', async () => {
      await start();
      await open();
      await publishUntilCarried();
      publish(0, 50);
      await within(async () =>
        expect((await (await byHand()).jsm.streams.info('weft-contracts-network')).state.messages).toBeGreaterThan(50),
      );
      await bus.close();
      network = publisher('network');
      reader = consumer('reader', ['network.SiteOpened.v1']);
      await open();
      await reader.reached('network', publish(0, 10));
      await within(() => expect(bus.trouble()).toMatch(/another log/));
      const fresh = consumer('fresh', ['network.SiteOpened.v1']);
      await bus.subscribe(fresh.consumer);
      await fresh.reached('network', publish(10, 20));
      await reader.reached('network', publish(20, 30));
      for (const { seen } of [reader, fresh]) expect(seen.slice(0, 20).map(({ data }) => data)).toEqual(numbers(0, 20));
    });
  },
);
