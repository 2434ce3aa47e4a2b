import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Disk } from '../disk.ts';
import type { World } from '../world.ts';
import type { Happened } from './happened.ts';

function diskOf({ disk }: World): Disk {
  if (!disk) throw new Error('This experiment has no disk of its own: set configuration.disk.');
  return disk;
}

/** Takes all room on the disk for some seconds. It happened when commands could not be acknowledged meanwhile. */
export async function full(world: World, given: unknown): Promise<Happened> {
  const { seconds } = z.object({ seconds: z.number() }).parse(given);
  const disk = diskOf(world);
  const before = world.load?.unanswered() ?? 0;
  const taken = disk.fill();
  await pause(seconds * 1000);
  const stuck = (world.load?.unanswered() ?? 0) - before;
  const reads = await world.client.sharedRotas.rotas.list.query().then(
    () => 'reads answered',
    (error: Error) => `reads failed: ${error.message}`,
  );
  disk.free();
  return {
    times: reads === 'reads answered' ? Math.max(0, stuck) : 0,
    note: `${taken} bytes were taken, ${stuck} commands were not acknowledged in ${seconds} s, ${reads}`,
  };
}

/** Gives the room back: the rollback. */
export async function free(world: World): Promise<Happened> {
  diskOf(world).free();
  return { times: 1, note: 'there is room' };
}
