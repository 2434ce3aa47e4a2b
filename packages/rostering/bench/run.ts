import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Verdict } from './checker/verdict.ts';
import { type MeasuredProcess, measureProcess } from './measure-process.ts';
import type { Solver, Task } from './solvers.ts';

/** Seconds beyond its limit that a solver is given to load, to stop and to write. */
const GRACE_SECONDS = 60;

const point = z.object({ seconds: z.number(), cost: z.number().nullable(), bound: z.number().nullable() });
const answer = z.object({
  bound: z.number().nullable().default(null),
  stoppedBy: z.string().default('unknown'),
  curve: z.array(point).default([]),
});

/** One run of one solver, as it is kept in the file of runs. */
export const run = z.object({
  solver: z.string(),
  instance: z.string(),
  seconds: z.number(),
  seed: z.number(),
  threads: z.number(),
  /** What the checker says; null where there is no roster. */
  cost: z.number().nullable(),
  hard: z.number(),
  bound: z.number().nullable(),
  /** Wall clock of the whole process. */
  took: z.number(),
  peakMegabytes: z.number().nullable(),
  stoppedBy: z.string(),
  curve: z.array(point),
  /** What was wrong; empty when nothing was. */
  note: z.string(),
});
export type Run = z.infer<typeof run>;

/** Runs a solver in a process of its own and has its roster judged. Never throws for what a solver does: `note` tells it. */
export async function runOnce(solver: Solver, task: Task, keep: string | undefined): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'weft-bench-'));
  const roster = keep ?? join(folder, 'roster');
  try {
    rmSync(roster, { recursive: true, force: true });
    const done = await measureProcess(solver.command(task, roster), task.seconds + GRACE_SECONDS);
    return judged(solver, task, done, roster);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function judged(solver: Solver, task: Task, done: MeasuredProcess, roster: string): Run {
  const told = answer.safeParse(lastJsonLine(done.out));
  const notes: string[] = [];
  if (done.code !== 0) notes.push(`ended with ${done.code ?? 'a signal'}: ${tellingLine(done.err)}`);
  if (!told.success) notes.push('told no result');
  let verdict: Verdict | null = null;
  try {
    if (existsSync(roster)) verdict = task.instance.check(roster);
    else notes.push('no roster');
  } catch (error) {
    notes.push(`its roster cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  if (verdict && verdict.hard > 0) notes.push(`${verdict.hard} hard: ${verdict.breaks[0]}`);
  const { bound, stoppedBy, curve } = told.success ? told.data : { bound: null, stoppedBy: 'failure', curve: [] };
  const lastCost = curve.findLast((point) => point.cost !== null)?.cost ?? null;
  // A solver that overrates its own roster, as a model with slack does, is owed the checker's figure.
  if (verdict?.hard === 0 && lastCost !== null && verdict.cost < lastCost) {
    curve.push({ seconds: done.seconds, cost: verdict.cost, bound });
  }
  return {
    solver: solver.name,
    instance: task.instance.name,
    seconds: task.seconds,
    seed: task.seed,
    threads: task.threads,
    cost: verdict?.cost ?? null,
    hard: verdict?.hard ?? 0,
    bound,
    took: done.seconds,
    peakMegabytes: done.peakMegabytes,
    stoppedBy,
    curve,
    note: notes.join('; '),
  };
}

/** The line of an error's text that says most: the first that names an error, else the last. */
function tellingLine(err: string): string {
  const lines = err.trim().split('\n');
  return (lines.find((line) => /error|exception/i.test(line)) ?? lines.at(-1) ?? '').trim().slice(0, 200);
}

function lastJsonLine(out: string): unknown {
  const line = out.split('\n').findLast((each) => each.startsWith('{'));
  try {
    return JSON.parse(line ?? '');
  } catch {
    // No result at all: the caller says so.
    return null;
  }
}
