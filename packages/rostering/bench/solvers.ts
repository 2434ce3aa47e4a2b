import { join } from 'node:path';
import type { BenchInstance } from './instances.ts';
import type { ProcessCommand } from './measure-process.ts';

export type Task = {
  readonly instance: BenchInstance;
  readonly seconds: number;
  readonly seed: number;
  readonly threads: number;
};

/** Something that builds rosters: it takes the arguments of `roster:file` and answers with one line of JSON. */
export type Solver = {
  readonly name: string;
  /** The command for a task, which writes its roster to `out`. */
  readonly command: (task: Task, out: string) => ProcessCommand;
};

/** The engine of a checkout of this repository, through its command line. */
export function engineOf(name: string, checkout: string): Solver {
  const programOf = ({ instance }: Task) =>
    join(checkout, 'packages', 'rostering', instance.program ?? join('src', 'roster-file.ts'));
  return {
    name,
    command: (task, out) => ({
      file: process.execPath,
      arguments: [programOf(task), ...argumentsOf(task, out)],
      folder: checkout,
    }),
  };
}

/** A task in the words of `roster:file`. */
export function argumentsOf(task: Task, out: string): string[] {
  const { instance, seconds, threads, seed } = task;
  const numbers = ['--seconds', String(seconds), '--threads', String(threads), '--seed', String(seed)];
  return [...instance.arguments, ...numbers, '--out', out, '--json'];
}
