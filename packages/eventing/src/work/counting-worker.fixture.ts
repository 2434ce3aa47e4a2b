import { natsWorkQueue } from './nats-work-queue.ts';

/** A process that takes work and counts, checkpoint by checkpoint, until it is killed. */
const [url = '', queueName = ''] = process.argv.slice(2);
const queue = natsWorkQueue(url, { queue: queueName, ackWaitMs: 2000 });
await queue.take(
  ({ keep, signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      let count = 0;
      setInterval(() => keep({ count: ++count }), 10);
    }),
  1,
);
