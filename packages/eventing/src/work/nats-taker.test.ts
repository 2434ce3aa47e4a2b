import { expect, onTestFinished, test } from 'vitest';
import { natsLink } from '../nats/nats-link.ts';
import { natsServer, noServer } from '../nats/nats-server.fixture.ts';
import { namesOf, objectsOf } from './nats-names.ts';
import { type NatsParts, natsParts } from './nats-parts.ts';
import { natsTaker } from './nats-taker.ts';

test.skipIf(noServer)(
  'a consumer that says nothing is made again, and the work goes on',
  async () => {
    const server = await natsServer();
    onTestFinished(server.dispose);
    await server.start();
    const link = natsLink(server.url, 'test');
    onTestFinished(link.close);
    const names = namesOf(link.address.prefix, 'test');
    const queue = { names, replicas: 1, ackWaitMs: 1000, tries: 4 };
    const connection = await link.connected();
    const parts = await natsParts(connection, queue);
    const { js, jsm, stream, consumer, store } = parts;
    await store.write(objectsOf('piece').input, 'in', { after: 0, by: 'test' });
    await js.publish(`${names.jobs}.piece`);
    const silent = (await jsm.consumers.info(stream, consumer)).created;
    // The first consumer is as a broken one; all that comes after it is the server's own.
    const get = async () => {
      const found = await js.consumers.get(stream, consumer);
      const { created } = await found.info();
      return created === silent ? { next: () => Promise.reject(new Error('heartbeats missed')) } : found;
    };
    const broken = { ...parts, js: { consumers: { get } } } as unknown as NatsParts;
    const using = <Result>(act: (made: NatsParts) => Promise<Result>) =>
      act(broken).catch(async (error) => {
        await natsParts(connection, queue);
        throw error;
      });
    const done = Promise.withResolvers<unknown>();
    const logger = { error() {} };
    const stop = await natsTaker(
      { ...queue, link, me: 'me', using, logger },
      async ({ input }) => {
        done.resolve(input);
        return { result: input };
      },
      2,
    );
    expect(await done.promise).toBe('in');
    await stop();
    expect((await jsm.consumers.info(stream, consumer)).created).not.toBe(silent);
    expect((await store.read(objectsOf('piece').outcome))?.value).toEqual({ result: 'in' });
  },
  60_000,
);
