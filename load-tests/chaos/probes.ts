import { z } from 'zod';
import type { World } from './world.ts';

const Lag = z.object({ name: z.string(), source: z.string(), events: z.number() });
/** Of what /health/status answers, how far each process is behind. */
const Status = z.object({
  processes: z.array(
    z.object({
      name: z.string(),
      replica: z.string().nullable(),
      services: z.array(z.object({ lags: z.array(Lag) })),
    }),
  ),
});

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

/** True when views and reactions of every process, and what it takes in from others, have passed all of the log. */
export async function hasTakenAllIn(world: World): Promise<boolean> {
  const { processes } = Status.parse(await (await fetch(`${world.line.address}/health/status`)).json());
  for (const { name, replica, services } of processes)
    for (const { lags } of services)
      for (const { name: part, source, events } of lags)
        if (events > 0) throw new Error(`${name} ${replica}: ${part} of ${source} is ${events} events behind.`);
  return isReady(world);
}
