import type { Bus } from './bus.ts';
import { memoryBus } from './memory-bus.ts';

/** Opens the bus that a URL names: `memory:` carries contracts within the process. */
export async function openBus(url: string): Promise<Bus> {
  if (url === 'memory:') return memoryBus();
  throw new Error(`The event bus "${url}" has no known kind. Write memory:.`);
}
