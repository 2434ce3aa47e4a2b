import { test, vi } from 'vitest';
import { natsServers, startNats } from './nats-server.fixture.ts';
import { natsWorkQueue } from './nats-work-queue.ts';
import { workQueueContract } from './work-queue.contract.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

const servers = natsServers(process.env.NATS_SERVER);
test.skipIf(servers.length > 0)('no nats-server is on the PATH, nor named by NATS_SERVER', (context) => context.skip());

for (const command of servers)
  workQueueContract(`in NATS (${command.split('/').at(-1)})`, async () => {
    const server = await startNats(command);
    const queues: { close(): Promise<void> }[] = [];
    return {
      open() {
        const queue = natsWorkQueue(server.url, { queue: 'test', ackWaitMs: 2000, tries: 4 });
        queues.push(queue);
        return queue;
      },
      async dispose() {
        await Promise.all(queues.map((queue) => queue.close()));
        await server.stop();
      },
    };
  });
