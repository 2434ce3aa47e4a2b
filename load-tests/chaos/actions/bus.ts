import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../world.ts';
import type { Happened } from './happened.ts';
import { kill } from './processes.ts';

/** Takes away all that the bus had stored, and kills it. */
export async function wipe(world: World): Promise<Happened> {
  const store = join(world.data, 'cluster', 'nats', 'store');
  if (!existsSync(store)) throw new Error(`The bus keeps nothing in ${store}.`);
  rmSync(store, { recursive: true, force: true });
  const { times, note } = await kill(world, { process: 'nats' });
  return { times, note: `the store of the bus was removed; ${note}` };
}
