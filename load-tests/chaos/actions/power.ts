import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Disk, openDisk } from '../disk.ts';
import type { World } from '../world.ts';
import type { Happened } from './happened.ts';

/** Cuts the power under the whole platform: what its disk had not flushed is gone. Starts it again on what is left. */
export async function cut(world: World, given: unknown): Promise<Happened> {
  const { times, everySeconds } = z.object({ times: z.number().int(), everySeconds: z.number() }).parse(given);
  const { disk } = world;
  if (!disk) throw new Error('This experiment has no disk of its own: set configuration.disk.');
  for (let round = 0; round < times; round++) {
    await pause(everySeconds * 1000);
    const pid = world.pidOf('platform');
    process.kill(pid, 'SIGSTOP');
    disk.cut(() => process.kill(pid, 'SIGKILL'));
    await world.startAgain();
  }
  return { times, note: `the power was cut ${times} times, and the platform came back each time` };
}

/** A cut right after a checkpoint loses nothing: some more are tried. */
const MOST_CONTROLS = 8;
const Lost = z.object({ acknowledged: z.number(), lost: z.number(), integrity: z.string() });
const writer = fileURLToPath(new URL('../power-writer.ts', import.meta.url));

/**
 * Cuts the power under a log with eight writers, again and again, and under a file that does not flush each commit
 * (synchronous=NORMAL): that one must show a loss, or the cuts prove nothing.
 */
export async function cutWriters(world: World, given: unknown): Promise<Happened> {
  const { times } = z.object({ times: z.number().int() }).parse(given);
  let acknowledged = 0;
  const path = `${world.data}-power`;
  for (let round = 0; round < times; round++) {
    const seen = await oneCut(`${path}-${round}`, { flush: 'full', forMs: 300 + ((round * 137) % 700) });
    if (seen.lost > 0 || seen.integrity !== 'ok')
      throw new Error(`Cut ${round}: ${seen.lost} of ${seen.acknowledged} acknowledged are lost; ${seen.integrity}.`);
    acknowledged += seen.acknowledged;
  }
  const control = { acknowledged: 0, lost: 0 };
  for (let round = 0; round < MOST_CONTROLS && control.lost === 0; round++) {
    const seen = await oneCut(`${path}-control-${round}`, { flush: 'normal', forMs: 1500 + round * 170 });
    control.acknowledged += seen.acknowledged;
    control.lost += seen.lost;
  }
  if (control.lost === 0)
    throw new Error(`With synchronous=NORMAL none of ${control.acknowledged} was lost either: the cuts do not cut.`);
  return {
    times: acknowledged === 0 ? 0 : times,
    note: `${times} cuts, ${acknowledged} acknowledged appends, none lost; with synchronous=NORMAL ${control.lost} of ${control.acknowledged} were lost`,
  };
}

async function oneCut(path: string, { flush, forMs }: { readonly flush: 'full' | 'normal'; readonly forMs: number }) {
  const disk: Disk = openDisk(path, { megabytes: 256, kind: 'ext4' });
  const child = spawn(process.execPath, [writer, 'write', disk.path, flush], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let said = '';
    const begun = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await begun;
    await pause(forMs);
    child.kill('SIGSTOP');
    // What was acknowledged is in the pipe: it is read before the cut.
    await pause(50);
    const closed = new Promise((resolve) => child.once('close', resolve));
    disk.cut(() => child.kill('SIGKILL'));
    await closed;
    return await lookAt(disk.path, flush, said.slice(0, said.lastIndexOf('\n') + 1));
  } finally {
    child.kill('SIGKILL');
    disk.close();
  }
}

/** Lets a process of its own read what is left, so that this one holds no file of it. */
async function lookAt(path: string, flush: string, acknowledged: string) {
  const child = spawn(process.execPath, [writer, 'look', path, flush], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stdin.end(acknowledged);
  await new Promise((resolve) => child.once('close', resolve));
  return Lost.parse(JSON.parse(said));
}
