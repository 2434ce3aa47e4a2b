import { execFileSync } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { spread } from './measure.ts';

/** What the figures were measured on. */
export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly commit: string;
  readonly loadAverage: number;
  /** 4 KiB written and synced, one after the other, in the folder of the run. */
  readonly fsyncsPerSecond: number;
  readonly fsyncMedianMs: number;
  readonly fsyncP99Ms: number;
};

/** Looks at the machine, and syncs a file in `folder` for two seconds. */
export function lookAt(folder: string): Machine {
  const { medianMs, p99Ms, perSecond } = syncs(join(folder, 'fsync'));
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    commit: commit(),
    loadAverage: loadNow(),
    fsyncsPerSecond: perSecond,
    fsyncMedianMs: medianMs,
    fsyncP99Ms: p99Ms,
  };
}

/** The load average of the last minute. */
export const loadNow = (): number => Number(loadavg()[0]?.toFixed(2));

function syncs(path: string) {
  const page = Buffer.alloc(4096, 1);
  const took: number[] = [];
  const file = openSync(path, 'w');
  const from = performance.now();
  while (performance.now() - from < 2000) {
    const before = performance.now();
    writeSync(file, page, 0, page.length, took.length * page.length);
    fdatasyncSync(file);
    took.push(performance.now() - before);
  }
  const seconds = (performance.now() - from) / 1000;
  closeSync(file);
  rmSync(path);
  return { ...spread(Float64Array.from(took)), perSecond: Math.round(took.length / seconds) };
}

function commit(): string {
  try {
    const git = (...words: string[]) =>
      execFileSync('git', words, { cwd: import.meta.dirname, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const changed = git('status', '--porcelain', '--', '..').trim() === '' ? '' : ' (changed)';
    return git('rev-parse', '--short', 'HEAD').trim() + changed;
  } catch {
    return 'unknown';
  }
}
