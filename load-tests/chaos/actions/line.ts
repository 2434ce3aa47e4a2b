import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { World } from '../world.ts';
import type { Happened } from './happened.ts';

const Seconds = z.object({ seconds: z.number() });

/** Delays all between clients and platform. */
export async function slow(world: World, given: unknown): Promise<Happened> {
  const { seconds, latencyMs, jitterMs } = Seconds.extend({ latencyMs: z.number(), jitterMs: z.number() }).parse(given);
  const before = world.line.touched();
  Object.assign(world.line.toxics, { latencyMs, jitterMs });
  await pause(seconds * 1000);
  Object.assign(world.line.toxics, { latencyMs: 0, jitterMs: 0 });
  const times = world.line.touched() - before;
  return { times, note: `${times} chunks came ${latencyMs} ± ${jitterMs} ms later` };
}

/** Swallows all between clients and platform; connections stay open. */
export async function blackhole(world: World, given: unknown): Promise<Happened> {
  const { seconds } = Seconds.parse(given);
  const before = world.line.touched();
  world.line.toxics.blackhole = true;
  await pause(seconds * 1000);
  world.line.toxics.blackhole = false;
  // What was swallowed leaves its connections in the dark for ever, as a dead firewall would.
  const broken = world.line.reset();
  const times = world.line.touched() - before;
  return { times, note: `${times} chunks were swallowed, then ${broken} connections broken` };
}

/** Breaks all connections between clients and platform, again and again. */
export async function resets(world: World, given: unknown): Promise<Happened> {
  const { times, everyMs } = z.object({ times: z.number().int(), everyMs: z.number() }).parse(given);
  let broken = 0;
  for (let round = 0; round < times; round++) {
    broken += world.line.reset();
    await pause(everyMs);
  }
  return { times: broken, note: `${broken} connections were reset in ${times} storms` };
}
