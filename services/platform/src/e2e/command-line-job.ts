import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensure, type Job } from './job.ts';

const root = dirname(dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url))))));
const weft = join(root, 'packages', 'client', 'bin', 'weft.mjs');

type Ran = { readonly status: number | null; readonly out: string; readonly err: string };

/** The main job through the command line: sign in, look, roster, check, explain, publish, export and judge the file. */
export async function commandLineJob(job: Job, { url }: { readonly url: string }) {
  const home = mkdtempSync(join(tmpdir(), 'weft-cli-'));
  const run = (command: string, args: readonly string[]) =>
    new Promise<Ran>((resolve, reject) => {
      const child = spawn(command, args, {
        cwd: home,
        env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), WEFT_URL: url },
      });
      let out = '';
      let err = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
      });
      child.stderr.on('data', (chunk: Buffer) => {
        err += chunk.toString();
      });
      child.once('error', reject);
      child.once('close', (status) => resolve({ status, out, err }));
    });
  const cli = (...args: string[]) => run(process.execPath, [weft, ...args]);
  const json = async (...args: string[]): Promise<unknown> => {
    const { status, out, err } = await cli(...args, '--json');
    ensure(status === 0, `weft ${args.join(' ')} ended with ${status}: ${err}`);
    return JSON.parse(out);
  };
  let rota = '';

  await job.step('weft health: the platform is ready', async () => {
    const { status, err } = await cli('health', '--url', url);
    ensure(status === 0, err);
  });
  await job.step('weft sign-in: as the operator', async () => {
    const { status, err } = await cli('sign-in', '--as', 'operator', '--url', url);
    ensure(status === 0, err);
  });
  await job.step('weft rotas: the demonstration has rotas', async () => {
    const found = await json('rotas');
    const list = (Array.isArray(found) ? found : (found as { rotas: unknown[] }).rotas) as {
      id: string;
      gaps: number;
    }[];
    ensure(list.length >= 5, `There are ${list.length} rotas.`);
    rota = [...list].sort((a, b) => a.gaps - b.gaps)[1]?.id ?? '';
  });
  await job.step('weft roster: gaps are filled or come with reasons', async () => {
    await json('roster', '--rota', rota, '--steps', '2000');
  });
  await job.step('weft check: no hard finding is open', async () => {
    const { status, out, err } = await cli('check', '--rota', rota);
    ensure(status === 0, `check ended with ${status}\n${out}\n${err}`);
  });
  await job.step('weft publish: a version goes out', async () => {
    await json('publish', '--rota', rota);
  });
  await job.step('weft export: the file is judged without a server', async () => {
    const file = join(home, 'rota.json');
    const { status, err } = await cli('export', '--rota', rota, '--out', file);
    ensure(status === 0, err);
    const check = await run(process.execPath, [
      join(root, 'packages', 'rostering', 'src', 'rota-check.ts'),
      '--in',
      file,
    ]);
    ensure(check.status === 0, check.err);
    ensure(Array.isArray((JSON.parse(check.out) as { findings: unknown }).findings), check.out.slice(0, 200));
  });
  await job.step('weft: a wrong command says what to do, and ends with 2', async () => {
    const { status, err } = await cli('publish', '--rota');
    ensure(status === 2, `It ended with ${status}: ${err}`);
  });
  rmSync(home, { recursive: true, force: true });
}
