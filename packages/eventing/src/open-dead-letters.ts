import type { DeadLetters } from './nats/dead-letters.ts';

/** Opens what consumers of the bus at a NATS address set aside. Rejects, and says why, when there is no such bus. */
export async function openDeadLetters(url: string): Promise<DeadLetters> {
  if (!/^(nats|tls):\/\//.test(url))
    throw new Error(`The bus "${url}" keeps no dead letters. Write nats://host:port, as EVENT_BUS has it.`);
  return (await import('./nats/dead-letters.ts')).openDeadLetters(url);
}
