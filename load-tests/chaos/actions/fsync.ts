import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { until } from '../until.ts';
import type { World } from '../world.ts';
import type { Happened } from './happened.ts';

/** Appends that the log could not write, as the platform counts them. */
const NOT_WRITTEN = /^weft_append_duration_seconds_count\{[^}]*outcome="(?:log-unavailable|failed)"[^}]*\} (\d+)/gm;

/** Lets every flush to the disk fail with an input/output error, until appends are refused for it. */
export async function fail(world: World, given: unknown): Promise<Happened> {
  const { seconds } = z.object({ seconds: z.number() }).parse(given);
  const before = await notWritten(world);
  let times = 0;
  flushes(world, 'enable', ',failinfo=5');
  const isRefused = async () => {
    times = (await notWritten(world)) - before;
    return times > 0;
  };
  await until(isRefused, { seconds, what: 'appends to be refused for the failing disk' });
  return { times, note: `${times} appends were refused while no flush succeeded` };
}

async function notWritten(world: World): Promise<number> {
  const figures = await (await fetch(`${world.line.address}/metrics`)).text();
  return [...figures.matchAll(NOT_WRITTEN)].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Flushes succeed again; whoever saw one fail writes nothing before a restart all the same. */
export async function mend(world: World): Promise<Happened> {
  flushes(world, 'disable', '');
  const before = world.load?.acknowledged.length ?? 0;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const more = (world.load?.acknowledged.length ?? 0) - before;
  if (more > 0) throw new Error(`${more} commands were acknowledged after a failed flush, without a restart.`);
  return { times: 1, note: 'after a failed flush nothing was acknowledged before a restart' };
}

/** Kills the platform and starts it anew, with a disk that is well. */
export async function restart(world: World): Promise<Happened> {
  process.kill(world.pidOf('platform'), 'SIGKILL');
  await world.startAgain();
  return { times: 1, note: 'the platform was started again' };
}

function flushes(world: World, does: 'enable' | 'disable', more: string) {
  const pid = String(world.pidOf('platform'));
  for (const call of ['fsync', 'fdatasync'])
    execFileSync('fiu-ctrl', ['-c', `${does} name=posix/io/sync/${call}${more}`, pid]);
}
