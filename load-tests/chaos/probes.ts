import { z } from 'zod';
import type { World } from './world.ts';

/** True when the platform says that it is ready. Throws with what is not. */
export async function isReady(world: World): Promise<boolean> {
  const answer = await fetch(`${world.line.address}/health/ready`);
  if (answer.status !== 200) throw new Error(await answer.text());
  return true;
}

/** Whether a command was acknowledged within the last seconds. */
export async function isAcknowledging(world: World, given: unknown): Promise<boolean> {
  const { seconds } = z.object({ seconds: z.number() }).parse(given);
  return Date.now() - (world.load?.lastAt() ?? 0) < seconds * 1000;
}

/** Milliseconds within which a share of the commands of the last seconds was acknowledged. */
export async function commandMs(world: World, given: unknown): Promise<number> {
  const { share, seconds } = z.object({ share: z.number(), seconds: z.number() }).parse(given);
  const since = Date.now() - seconds * 1000;
  const took = (world.load?.acknowledged ?? []).filter(({ sentAt }) => sentAt >= since).map(({ ms }) => ms);
  took.sort((one, other) => one - other);
  return took[Math.floor(took.length * share)] ?? Number.POSITIVE_INFINITY;
}
