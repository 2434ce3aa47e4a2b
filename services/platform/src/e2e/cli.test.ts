import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryBus, memoryLog } from '@weft/eventing';
import { readRotaFile } from '@weft/rostering';
import { tokensOf } from '@weft/service-kit';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Platform, startPlatform } from '../platform.ts';

const root = dirname(dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url))))));
const examples = join(root, 'docs', 'examples');
const main = join(root, 'packages', 'client', 'src', 'cli', 'main.ts');
const LONG = 120_000;
vi.setConfig({ testTimeout: LONG, hookTimeout: LONG });

let platform: Platform;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weft-cli-'));
  const now = () => new Date();
  platform = await startPlatform({
    log: memoryLog(),
    bus: memoryBus(),
    rowsOf: () => ':memory:',
    tokens: tokensOf(new TextEncoder().encode('an invented key of 32 bytes or more'), now),
    now,
    logger: pino({ level: 'silent' }),
    port: 0,
    host: '127.0.0.1',
    pages: null,
  });
});

afterAll(async () => {
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Ran = { readonly status: number | null; readonly out: string; readonly err: string };

/** Runs the command line as a user of this folder. */
function weft(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, WEFT_URL: platform.address, ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data;
    });
    child.stderr.on('data', (data: Buffer) => {
      err += data;
    });
    child.on('close', (status) => resolve({ status, out, err }));
  });
}

const json = async (...args: string[]) => {
  const { status, out, err } = await weft([...args, '--json']);
  expect(err === '' || status === 0 || status === 1, err).toBe(true);
  return { status, data: JSON.parse(out) };
};

describe('the command line', () => {
  test('says how to start a platform that is not there', async () => {
    const { status, out, err } = await weft(['health', '--url', 'http://127.0.0.1:1']);
    expect([status, out]).toEqual([4, '']);
    expect(err).toContain('npm start');
  });

  test('asks for a sign-in, keeps it, and forgets it', async () => {
    const before = await weft(['rotas']);
    expect(before.status).toBe(3);
    expect(before.err).toContain('weft sign-in');
    expect((await weft(['sign-in', '--as', 'operator'])).status).toBe(0);
    expect((await json('who')).data).toMatchObject({ person: 'operator', roles: ['operator'] });
    expect((await weft(['sign-out'])).status).toBe(0);
    expect((await weft(['who'])).status).toBe(3);
  });

  test('takes no forged token', async () => {
    const { status, err } = await weft(['who'], { WEFT_TOKEN: 'not.a.token' });
    expect(status).toBe(3);
    expect(err).toContain('Sign in again');
  });

  test('names what is wrong on its own line', async () => {
    expect((await weft(['roster'])).status).toBe(3);
    await weft(['sign-in', '--as', 'operator']);
    expect(await weft(['roster'])).toMatchObject({ status: 2 });
    expect(await weft(['expand', '--rota', 'nowhere'])).toMatchObject({ status: 2 });
    expect(await weft(['roster', '--rota', 'r', '--steps', 'many'])).toMatchObject({ status: 2 });
    expect(await weft(['import', 'missing.csv'])).toMatchObject({ status: 2 });
    expect(await weft(['unheard-of'])).toMatchObject({ status: 2 });
  });

  test('help has examples', async () => {
    const { status, out } = await weft(['roster', '--help']);
    expect(status).toBe(0);
    expect(out).toContain('$ weft roster --site all');
  });
});

describe('a public benchmark instance', () => {
  const args = ['--rota', 'benchmark'];

  test('becomes a published rota', async () => {
    await weft(['sign-in', '--as', 'operator']);
    const imported = await json('import', join(examples, 'benchmark.txt'), ...args, '--start', '2027-01-04');
    expect(imported).toMatchObject({ status: 0, data: { rota: 'benchmark', people: 4 } });
    expect(imported.data.opened).toBeGreaterThan(0);
    const again = await json('import', join(examples, 'benchmark.txt'), ...args, '--start', '2027-01-04');
    expect(again.data).toMatchObject({ opened: 0, kept: imported.data.opened });

    const roster = await json('roster', ...args, '--steps', '500');
    expect(roster.status).toBe(0);
    expect(roster.data.filled).toBeGreaterThan(0);
    expect(roster.data.refused).toEqual([]);

    expect((await weft(['check', ...args])).status).toBe(0);
    const published = await json('publish', ...args);
    expect(published).toMatchObject({ status: 0, data: { outcome: 'published', version: 1, hardOpen: [] } });
    expect(published.data.added).toBe(roster.data.filled);
    const [rota] = (await json('rotas')).data;
    expect(rota).toMatchObject({ id: 'benchmark', version: 1, gaps: published.data.gaps.length });
    expect((await json('publish', ...args)).data.outcome).toBe('unchanged');
  });

  test('goes out as a weft-rota file and comes in again, its places known and the same', async () => {
    const { out } = await weft(['export', ...args, '--json']);
    const read = readRotaFile(out);
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    expect(read.file.people).toHaveLength(4);
    expect(read.file.assignments.length).toBeGreaterThan(0);

    const rename = (text: string) => text.replaceAll('benchmark', 'foreign').replaceAll('XCHMARK', 'XFOREIGN');
    writeFileSync(join(folder, 'foreign.json'), rename(JSON.stringify(read.file)));
    const imported = await json('import', 'foreign.json');
    expect(imported).toMatchObject({ status: 0, data: { rota: 'foreign', recorded: { people: 4 }, refused: [] } });
    const back = await weft(['export', '--rota', 'foreign', '--json']);
    const again = readRotaFile(back.out);
    if ('problems' in again) throw new Error(JSON.stringify(again.problems));
    expect(again.file.assignments).toHaveLength(read.file.assignments.length);
    expect((await weft(['check', '--rota', 'foreign'])).status).toBe(0);
  });

  test('every duty can be explained', async () => {
    const file = JSON.parse((await weft(['export', ...args, '--json'])).out);
    const { duty, person } = file.assignments[0];
    const history = await weft(['history', '--duty', duty]);
    expect(history.status).toBe(0);
    expect(history.out).toContain('Published with version 1');
    const who = await json('who-can-fill', '--duty', duty);
    expect(who.data.map((one: { rank: number }) => one.rank)).toEqual(who.data.map((_: unknown, i: number) => i + 1));
    const explained = await json('explain', '--duty', duty, '--person', person);
    expect(explained.data.verdict.gate.ok).toBe(true);
    expect(await weft(['history', '--duty', 'no-such-duty'])).toMatchObject({ status: 2 });
  });
});

describe('tables', () => {
  test('three wrong rows of thirty keep a file out until each is given up', async () => {
    await weft(['sign-in', '--as', 'operator']);
    const people = readFileSync(join(examples, 'people.csv'), 'utf8');
    expect(people).toContain('Ada Example');
    const file = join(folder, 'people.csv');
    const rows = Array.from({ length: 30 }, (_, i) => {
      const number = [4, 11, 28].includes(i) ? `12${i}` : `${7_700_000 + i}`;
      return `GMC,${number},Invented Person ${i},no`;
    });
    writeFileSync(file, `body,number,name,48 hour opt-out\n${rows.join('\n')}\n`);
    const wrong = ['6', '13', '30'];
    const preview = await json('import', file, '--preview');
    expect(preview.data.refused.map(({ row }: { row: number }) => String(row))).toEqual(wrong);
    const first = await weft(['import', file]);
    expect(first.status).toBe(1);
    expect(first.err).toContain('--refuse-rows 6,13,30');
    expect((await weft(['import', file, '--refuse-rows', '6,13'])).status).toBe(1);
    expect((await weft(['export', '--kind', 'people'])).out).not.toContain('Invented Person');
    const done = await json('import', file, '--refuse-rows', wrong.join(','));
    expect(done).toMatchObject({ status: 0, data: { applied: 27, refused: [] } });
    expect((await weft(['export', '--kind', 'people'])).out.match(/Invented Person/g)).toHaveLength(27);
  });
});
