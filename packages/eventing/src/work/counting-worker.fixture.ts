import { natsWorkQueue } from './nats-work-queue.ts';

/** A process that takes work and counts, checkpoint by checkpoint, until it is killed; it tells why it gave work up. */
const [url = '', queueName = ''] = process.argv.slice(2);
const queue = natsWorkQueue(url, { queue: queueName, ackWaitMs: 2000 });
await queue.take(
  ({ keep, signal }) =>
    new Promise((_, reject) => {
      let count = 0;
      const counting = setInterval(() => keep({ count: ++count }), 10);
      signal.addEventListener('abort', () => {
        clearInterval(counting);
        process.send?.((signal.reason as Error).name);
        reject(signal.reason);
      });
    }),
  1,
);
