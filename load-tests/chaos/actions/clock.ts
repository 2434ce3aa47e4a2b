import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { World } from '../world.ts';
import type { Happened } from './happened.ts';

/** Sets the platform's clock apart from ours, as in '+1h', '-2h' or '@2026-10-25 00:59:50' (a clock change). */
export async function jump(world: World, given: unknown): Promise<Happened> {
  const { to, seconds } = z.object({ to: z.string(), seconds: z.number() }).parse(given);
  const before = await apart(world);
  writeFileSync(join(world.data, 'clock'), `${to}\n`);
  await pause(seconds * 1000);
  const after = await apart(world);
  const moved = Math.round((after - before) / 1000);
  return { times: Math.abs(moved) >= 600 ? 1 : 0, note: `the platform's clock moved by ${moved} s (${to})` };
}

/** Sets the clock right: the rollback. */
export async function right(world: World): Promise<Happened> {
  writeFileSync(join(world.data, 'clock'), '+0\n');
  return { times: 1, note: 'the clock is right' };
}

/** How far the platform's clock is from ours in ms, by the date of its answers. */
async function apart(world: World): Promise<number> {
  const { headers } = await fetch(`${world.line.address}/health/live`);
  return Date.parse(headers.get('date') ?? '') - Date.now();
}
