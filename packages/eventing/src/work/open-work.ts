import type { NatsQueueSettings } from './nats-work-queue.ts';
import type { Leases } from './only-one.ts';
import type { WorkQueue } from './work-queue.ts';

/** True for the address of a NATS server. */
const isNats = (url: string) => /^(nats|tls):\/\//.test(url);

/** Opens the work queue at a NATS address, `nats://…` or `tls://…`. Waits for no answer of the server. */
export async function openWorkQueue(url: string, settings: NatsQueueSettings): Promise<WorkQueue> {
  if (!isNats(url)) throw new Error(`The work queue "${url}" has no known kind. Write nats://host:port.`);
  const { natsWorkQueue } = await import('./nats-work-queue.ts');
  return natsWorkQueue(url, settings);
}

/** Opens the leases at a NATS address; null for any other, such as memory:, where a service is one process. */
export async function openLeases(url: string): Promise<Leases | null> {
  if (!isNats(url)) return null;
  const { natsLeases } = await import('./nats-leases.ts');
  return natsLeases(url);
}
