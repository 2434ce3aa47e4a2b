import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { until } from '../until.ts';
import type { World } from '../world.ts';
import type { Happened } from './happened.ts';

const Named = z.object({ process: z.string() });

/** Those that speak a protocol of their own: another process id is all that is waited for. */
const WITHOUT_HEALTH = /^(nats|eventstore)/;
// On a quiet machine it takes some 5 s; told, and not judged, since machines differ.
const READY_WITHIN_SECONDS = 180;

/** Kills a process with SIGKILL, and waits until the one in its place says that it is ready. */
export async function kill(world: World, given: unknown): Promise<Happened> {
  const { process: name } = Named.parse(given);
  const before = world.pidOf(name);
  const begun = Date.now();
  process.kill(before, 'SIGKILL');
  const sinceThen = () => `${((Date.now() - begun) / 1000).toFixed(1)} s`;
  if (name === 'platform') await world.startAgain();
  else await until(async () => world.pidOf(name) !== before, { seconds: 30, what: `${name} to be started again` });
  const told = `${name} was killed and was back after ${sinceThen()}`;
  if (name === 'platform' || WITHOUT_HEALTH.test(name)) return { times: 1, note: told };
  const isReady = async () => {
    const answer = await fetch(`${world.addressOf(name)}/health/ready`);
    if (!answer.ok) throw new Error(await answer.text());
    return true;
  };
  await until(isReady, { seconds: READY_WITHIN_SECONDS, what: `${name} to be ready` });
  return { times: 1, note: `${told}, ready after ${sinceThen()}` };
}

/** Kills each process of the platform once, one after the other, and lets the load go on in between. */
export async function killEach(world: World, given: unknown): Promise<Happened> {
  const { pauseSeconds, only } = z
    .object({ pauseSeconds: z.number().default(2), only: z.string().default('') })
    .parse(given);
  const notes: string[] = [];
  let killed = 0;
  for (const name of world.names().filter((one) => one.startsWith(only))) {
    const { note } = await kill(world, { process: name });
    killed++;
    notes.push(note);
    await pause(pauseSeconds * 1000);
  }
  return { times: killed, note: notes.join('; ') };
}

/** Stops a process with SIGSTOP for some seconds. */
export async function stall(world: World, given: unknown): Promise<Happened> {
  const { process: name, seconds } = Named.extend({ seconds: z.number() }).parse(given);
  return stallMany(world, { processes: [name], seconds });
}

/** Stops several processes with SIGSTOP at the same time, for some seconds. */
export async function stallMany(world: World, given: unknown): Promise<Happened> {
  const { processes, seconds } = z.object({ processes: z.array(z.string()), seconds: z.number() }).parse(given);
  const pids = processes.map((name) => world.pidOf(name));
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    for (const pid of pids)
      await until(async () => stateOf(pid) === 'T', { seconds: 2, what: `process ${pid} to stand still` });
    await pause(seconds * 1000);
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
  return { times: pids.length, note: `${processes.join(' and ')} stood still for ${seconds} s` };
}

/** The state letter of a process: T when it is stopped. */
const stateOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0];
