import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';

const Processes = z.array(
  z.object({
    name: z.string(),
    pid: z.number().nullable(),
    port: z.number().optional(),
    restarts: z.number().optional(),
  }),
);
export type ClusterProcess = z.infer<typeof Processes>[number];

const PATIENCE_MS = 120_000;

/** Who runs in the cluster of a data folder: the supervisor, and each process with its port. */
export const processesOf = (data: string): readonly ClusterProcess[] =>
  Processes.parse(JSON.parse(readFileSync(join(data, 'cluster', 'processes.json'), 'utf8')));

/** Whether a process runs. */
export function isAlive(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when it holds. Throws with `what` when it does not in two minutes. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`In ${PATIENCE_MS / 1000} s it did not happen: ${what}.`);
    await setTimeout(50);
  }
}

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** A server of others is ready when it listens, one of ours when it says so. */
async function isReady({ name, port = 0 }: ClusterProcess): Promise<boolean> {
  if (/^(nats|eventstore)/.test(name)) return listens(port);
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
  return answer?.ok === true;
}

/** Kills a process of the cluster with -9; resolves with the milliseconds until it was ready again. */
export async function killNine(data: string, name: string): Promise<number> {
  const find = () => processesOf(data).find((one) => one.name === name);
  const before = find();
  if (!before?.pid) throw new Error(`${name} does not run.`);
  const from = performance.now();
  process.kill(before.pid, 'SIGKILL');
  await until(`${name} is ready again`, async () => {
    const now = find();
    return now !== undefined && now.pid !== null && now.pid !== before.pid && (await isReady(now));
  });
  return performance.now() - from;
}

/** Resident memory of a process in MiB; null where the system does not tell. */
export function memoryOf(pid: number | null): number | null {
  try {
    const kib = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+) kB/)?.[1];
    return kib ? Math.round(Number(kib) / 1024) : null;
  } catch {
    return null;
  }
}
