import { afterAll, beforeAll, describe } from 'vitest';
import { busContract } from '../bus.contract.ts';
import type { Bus } from '../bus.ts';
import { openDeadLetters } from './dead-letters.ts';
import { natsBus } from './nats-bus.ts';
import { type NatsServer, natsServer, noServer } from './nats-server.fixture.ts';
import { quickSettings } from './quick-settings.fixture.ts';

describe.skipIf(noServer !== null)(`a real nats-server${noServer === null ? '' : `: skipped, ${noServer}`}`, () => {
  let server: NatsServer;
  let prefixes = 0;
  beforeAll(async () => {
    server = await natsServer();
    await server.start();
  });
  afterAll(() => server.dispose());

  busContract(
    'NATS',
    async () => {
      const url = `${server.url}?prefix=t${prefixes++}`;
      const buses = [natsBus(url, quickSettings)];
      return {
        bus: buses[0] as Bus,
        elsewhere() {
          const bus = natsBus(url, quickSettings);
          buses.push(bus);
          return bus;
        },
        deadLetters: () => openDeadLetters(url),
        dispose: async () => void (await Promise.all(buses.map((bus) => bus.close()))),
      };
    },
    { processes: true, deadLetters: true },
  );
});
