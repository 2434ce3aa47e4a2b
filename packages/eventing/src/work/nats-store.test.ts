import { jetstreamManager } from '@nats-io/jetstream';
import { expect, onTestFinished, test, vi } from 'vitest';
import { natsLink } from '../nats/nats-link.ts';
import { natsServer, noServer } from '../nats/nats-server.fixture.ts';
import { namesOf } from './nats-names.ts';
import { natsParts } from './nats-parts.ts';

test.skipIf(noServer)(
  'what is overwritten while it is read is read anew',
  async () => {
    const server = await natsServer();
    onTestFinished(server.dispose);
    await server.start();
    const link = natsLink(server.url, 'test');
    onTestFinished(link.close);
    const names = namesOf(link.address.prefix, 'test');
    const connection = await link.connected();
    const { store } = await natsParts(connection, { names, replicas: 1, ackWaitMs: 1000 });
    const written = await store.write('piece', 'old', { after: 0, by: 'one' });
    const jsm = await jetstreamManager(connection);
    const stream = `OBJ_${names.bucket}`;
    // Who overwrites an object removes the parts that others may have begun to read.
    await jsm.streams.purge(stream, { filter: `$O.${names.bucket}.C.>` });
    const read = store.read('piece');
    await vi.waitFor(async () => expect((await jsm.streams.info(stream)).state.consumer_count).toBe(1));
    await store.write('piece', 'new', { after: written?.revision ?? 0, by: 'other' });
    expect((await read)?.value).toBe('new');
  },
  60_000,
);
