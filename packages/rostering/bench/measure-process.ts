import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type ProcessCommand = {
  readonly file: string;
  readonly arguments: readonly string[];
  /** Where it runs; here when not given. */
  readonly folder?: string;
};

export type MeasuredProcess = {
  /** Null when it was ended from outside. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Most memory that was resident at a time; null where the system has no /proc. */
  readonly peakMegabytes: number | null;
  readonly seconds: number;
};

const POLL_MILLISECONDS = 100;
const PATIENCE_MILLISECONDS = 5_000;

/** Runs a command to its end, or ends it after `limitSeconds`; measures its memory from outside, alike for every solver. */
export function measureProcess(command: ProcessCommand, limitSeconds: number): Promise<MeasuredProcess> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(command.file, command.arguments, { cwd: command.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let peak: number | null = null;
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    const polling = setInterval(() => {
      peak = peakMegabytesOf(child.pid) ?? peak;
    }, POLL_MILLISECONDS);
    const ending = setTimeout(() => child.kill('SIGTERM'), limitSeconds * 1000);
    const killing = setTimeout(() => child.kill('SIGKILL'), limitSeconds * 1000 + PATIENCE_MILLISECONDS);
    const stop = () => {
      clearInterval(polling);
      clearTimeout(ending);
      clearTimeout(killing);
    };
    child.on('error', (error) => {
      stop();
      reject(error);
    });
    child.on('close', (code) => {
      stop();
      resolve({
        code,
        out: Buffer.concat(out).toString('utf8'),
        err: Buffer.concat(err).toString('utf8'),
        peakMegabytes: peak,
        seconds: (performance.now() - began) / 1000,
      });
    });
  });
}

function peakMegabytesOf(pid: number | undefined): number | null {
  try {
    const kilobytes = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    // The process has just ended, or this system has no /proc: the last figure stands.
    return null;
  }
}
