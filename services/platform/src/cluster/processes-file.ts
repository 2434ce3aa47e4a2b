import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Standing } from './supervise.ts';

const Processes = z.array(z.object({ name: z.string(), pid: z.number().nullable() }));
const PATIENCE_MS = 25_000;
const SUPERVISOR = 'supervisor';

/** Writes who runs where, for status, tests and whoever looks: the supervisor first. */
export function writeProcesses(file: string, standing: readonly Standing[]): void {
  const all = [{ name: SUPERVISOR, pid: process.pid }, ...standing];
  writeFileSync(`${file}.new`, `${JSON.stringify(all, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/**
 * Waits until the processes of an earlier cluster in this folder have ended: those of a killed one stop by themselves.
 * Throws when its supervisor runs.
 */
export async function untilAlone(file: string, tell: (line: string) => void): Promise<void> {
  if (!existsSync(file)) return;
  const before = Processes.parse(JSON.parse(readFileSync(file, 'utf8')));
  const alive = () => before.filter(({ pid }) => pid !== null && isAlive(pid));
  const supervisor = alive().find(({ name }) => name === SUPERVISOR);
  if (supervisor)
    throw new Error(
      `A cluster runs in this data folder already, as process ${supervisor.pid}. Stop it, or choose another folder: WEFT_DATA=<folder> npm run cluster. If that process is none of Weft's, delete ${file}.`,
    );
  for (let waitedMs = 0; alive().length > 0 && waitedMs < PATIENCE_MS; waitedMs += 100) {
    if (waitedMs === 0) tell('Waiting for the processes of an earlier cluster to stop …');
    await setTimeout(100);
  }
  rmSync(file);
}
