import type { Bus } from './bus.ts';
import { memoryBus } from './memory-bus.ts';

/** Opens the bus that a URL names: `memory:` within the process, `nats://host:port` between processes. */
export async function openBus(url: string): Promise<Bus> {
  if (url === 'memory:') return memoryBus();
  if (/^(nats|tls):\/\//.test(url)) return (await import('./nats/nats-bus.ts')).natsBus(url);
  throw new Error(`The event bus "${url}" has no known kind. Write memory: or nats://host:port.`);
}
