import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const start = join(dirname(dirname(fileURLToPath(import.meta.url))), 'start.ts');

export type Process = {
  readonly address: string;
  readonly pid: number;
  readonly said: () => string;
  /** Sends a signal and resolves with the exit status when the process has ended. */
  end(signal: NodeJS.Signals): Promise<number | null>;
};

/** What `npm run cluster` runs; arguments may follow. */
export const clusterMain = join(dirname(start), 'cluster', 'main.ts');

/**
 * Starts the platform as a process of its own, as `npm start` does, or another program that says so when it is ready,
 * and waits until it does.
 */
export async function startProcess(
  env: Readonly<Record<string, string>>,
  program: readonly string[] = ['--max-semi-space-size=64', start],
): Promise<Process> {
  const child: ChildProcess = spawn(process.execPath, program, {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const ready = said.match(/Weft is ready: (\S+)/)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void ended.then((status) => reject(new Error(`The platform ended with ${status} before it was ready.\n${said}`)));
  });
  return {
    address,
    pid: child.pid ?? 0,
    said: () => said,
    async end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
