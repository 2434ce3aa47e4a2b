import { afterAll, beforeAll, describe } from 'vitest';
import { busContract } from '../bus.contract.ts';
import { natsBus } from './nats-bus.ts';
import { type NatsServer, natsServer, noServer } from './nats-server.fixture.ts';
import { usualSettings } from './settings.ts';

describe.skipIf(noServer !== null)(`a real nats-server${noServer === null ? '' : `: skipped, ${noServer}`}`, () => {
  let server: NatsServer;
  let prefixes = 0;
  beforeAll(async () => {
    server = await natsServer();
    await server.start();
  });
  afterAll(() => server.dispose());

  busContract('NATS', async () => {
    const bus = natsBus(`${server.url}?prefix=t${prefixes++}`, { ...usualSettings, firstPause: 5, grace: 200 });
    return { bus, dispose: () => bus.close() };
  });
});
