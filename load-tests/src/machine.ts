import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** What a figure was measured on. */
export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryMB: number;
  /** Over one minute, before the run. Well below the number of cores on a quiet machine. */
  readonly loadBefore: number;
};

/** Looks at this machine now. */
export const machine = (): Machine => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryMB: Math.round(totalmem() / 1024 / 1024),
  loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
});

/** The commit that is checked out, with '+' when something differs from it. */
export function commit(root: string): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '-uno') === '' ? '' : '+');
  } catch {
    return 'unknown';
  }
}

/** What one process holds, where the system tells (Linux). */
export type Footprint = {
  readonly second: number;
  /** Processor time since its start, in seconds. */
  readonly cpuSeconds: number;
  readonly residentMB: number;
  readonly files: number;
  readonly writeAheadMB: number;
};

const TICKS_A_SECOND = 100;
/** Of user time, counted from the process's state; system time follows. */
const USER_TICKS = 11;

/** The process's time, memory and open files, and the size of the log's write-ahead file; null where it is not told. */
export function footprint(pid: number, second: number, writeAhead: string): Footprint | null {
  try {
    const resident = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+) kB/)?.[1];
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    const ticks = Number(fields[USER_TICKS]) + Number(fields[USER_TICKS + 1]);
    return {
      second,
      cpuSeconds: ticks / TICKS_A_SECOND,
      residentMB: Math.round(Number(resident) / 1024),
      files: readdirSync(`/proc/${pid}/fd`).length,
      writeAheadMB: existsSync(writeAhead) ? Math.round(statSync(writeAhead).size / 1024 / 1024) : 0,
    };
  } catch {
    return null;
  }
}
