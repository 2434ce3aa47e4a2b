import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Instance } from './engine/instance.ts';
import type { EngineOptions, Solution } from './engine/solution.ts';
import { judgeCurtois } from './formats/testing/curtois-oracle.ts';
import { inventedCurtois } from './formats/testing/invented-curtois.ts';
import { inventedInrc2 } from './formats/testing/invented-inrc2.ts';
import { rosterFile } from './roster-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

const TWO = `SECTION_HORIZON
7
SECTION_SHIFTS
D,480,
SECTION_STAFF
A,D=7,4800,0,5,1,1,1
B,D=7,4800,0,5,1,1,0
SECTION_DAYS_OFF
A,6
SECTION_SHIFT_ON_REQUESTS
A,0,D,3
SECTION_SHIFT_OFF_REQUESTS
B,1,D,2
SECTION_COVER
0,D,2,100,1
1,D,1,100,1
5,D,2,100,1
`;

const USED_UP = `SECTION_HORIZON
7

SECTION_SHIFTS
E,480,
N,600,E

SECTION_STAFF
ann,E=7|N=2,2400,1440,5,2,2,1
bob,E=7|N=7,3000,1800,5,2,2,1
cas,E=7|N=0,2400,960,5,2,2,0

SECTION_DAYS_OFF
ann,0

SECTION_SHIFT_ON_REQUESTS
bob,5,N,2

SECTION_SHIFT_OFF_REQUESTS
cas,2,E,1

SECTION_COVER
0,E,1,100,1
0,N,1,100,1
1,E,1,100,1
1,N,1,100,1
2,E,1,100,1
2,N,1,100,1
3,E,1,100,1
3,N,0,100,1
4,E,2,100,1
5,N,1,100,1
6,E,1,100,1
6,N,1,100,1
`;

async function fileWith(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const script = fileURLToPath(new URL('./roster-file.ts', import.meta.url));
type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the command as a person does, in the folder. */
function run(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd: folder }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

/** Runs it in this process, on an engine that always gives this roster of the two people and says this cost. */
async function runWith(cost: number, ...args: string[]) {
  const told = { out: '', err: '', options: null as EngineOptions | null };
  const solve = async (_: Instance, options: EngineOptions): Promise<Solution> => {
    told.options = options;
    const lines = [Int16Array.of(0, 0, -1, -1, -1, 0, -1), Int16Array.of(0, -1, -1, -1, -1, -1, -1)];
    return { lines, cost, bound: 90, isOptimal: false, broken: [], stoppedBy: 'steps', seconds: 1.5, curve: [] };
  };
  const code = await rosterFile(args, {
    out: (text) => {
      told.out += text;
    },
    err: (text) => {
      told.err += text;
    },
    signal: new AbortController().signal,
    solve,
  });
  return { code, ...told };
}

test('the example of docs/roster-file.md gives what is printed there', async () => {
  const page = await readFile(new URL('../../../docs/roster-file.md', import.meta.url), 'utf8');
  const blockOf = (language: string) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)![1]!;
  const path = await fileWith('example.txt', blockOf('text'));
  const args = ['--format', 'curtois', '--in', path, '--steps', '1', '--threads', '1', '--seed', '1'];
  const { code, out } = await run(...args, '--out', 'example.tsv', '--json');
  expect(code).toBe(0);
  const { memoryMb, seconds, curve, ...told } = JSON.parse(out);
  expect([memoryMb, seconds, curve.length].every((value) => value > 0)).toBe(true);
  const { memoryMb: _, seconds: __, curve: ___, ...printed } = JSON.parse(blockOf('json'));
  expect(told).toEqual(printed);
  expect(await readFile(join(folder, 'example.tsv'), 'utf8')).toBe(blockOf('tsv'));
});

describe('a Curtois instance', () => {
  test('is solved, and its roster judged and written', async () => {
    const path = await fileWith('two.txt', TWO);
    const { code, out } = await run(
      '--format',
      'curtois',
      '--in',
      path,
      '--steps',
      '1',
      '--threads',
      '1',
      '--out',
      'two.tsv',
      '--json',
    );
    expect(code).toBe(0);
    const told = JSON.parse(out);
    // B works no weekend: one of two is missing on Saturday.
    expect(told).toMatchObject({
      name: 'two',
      cost: 100,
      bound: 100,
      gap: 0,
      isOptimal: true,
      stoppedBy: 'optimum',
      broken: [],
    });
    expect(told.memoryMb).toBeGreaterThan(0);
    expect(told.curve.at(-1)).toMatchObject({ cost: 100, bound: 100 });
    const rows = (await readFile(join(folder, 'two.tsv'), 'utf8')).split('\n').map((row) => row.split('\t'));
    const { staff, cover } = judgeCurtois(TWO, rows.slice(0, 2));
    expect([staff.flatMap(({ breaks }) => breaks), cover + staff[0]!.requests + staff[1]!.requests]).toEqual([[], 100]);
    const again = await run(
      '--format',
      'curtois',
      '--in',
      path,
      '--steps',
      '1',
      '--threads',
      '1',
      '--start',
      'two.tsv',
      '--explain',
    );
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/^instance {6}two: 2 people, 7 days, 1 codes\ncost {10}100\nbound {9}100\ngap {11}none/);
    expect(again.out).toMatch(/By rule:\n +100 {2}COVER\n/);
    expect(again.out).toContain('Since the roster to start from: 0 cells of 0 people');
  });

  test('people whose rules contradict each other get a roster with reasons', async () => {
    const path = await fileWith('never.txt', TWO.replace('A,D=7,4800,0', 'A,D=7,4800,4800'));
    const { code, out } = await run(
      '--format',
      'curtois',
      '--in',
      path,
      '--steps',
      '1',
      '--threads',
      '1',
      '--out',
      'never.tsv',
      '--json',
    );
    expect(code).toBe(0);
    const told = JSON.parse(out);
    expect([told.cost, told.isOptimal, told.broken.map(({ person }: { person: string }) => person)]).toEqual([
      null,
      false,
      ['A'],
    ]);
    expect(told.broken[0].reasons.length).toBeGreaterThan(0);
    expect(told.broken[0].contradiction).toEqual({
      rules: [{ rule: 'MINUTES', words: 'Works 4800 to 4800 minutes in all' }],
      fixed: [],
      isMinimal: true,
    });
    expect((await readFile(join(folder, 'never.tsv'), 'utf8')).split('\n')).toHaveLength(3);
  });

  test('the fewest rules and days that leave somebody without a line are told in words', async () => {
    const text = TWO.replace('B,D=7,4800,0', 'B,D=7,4800,2400').replace('A,6\n', 'A,6\nB,0,3\n');
    const path = await fileWith('few-days.txt', text);
    const { code, out } = await run('--format', 'curtois', '--in', path, '--steps', '1', '--threads', '1');
    expect(code).toBe(0);
    const told = out.slice(out.indexOf('No line of B')).split('\n');
    expect(told.slice(0, 4)).toEqual([
      'No line of B keeps all of these at once; without any one of them there would be one:',
      '  MINUTES: Works 2400 to 4800 minutes in all',
      '  MAX-WEEKENDS: Works at most 0 weekends; a Saturday or a Sunday makes one',
      '  Has a day off on day 3',
    ]);
  });

  test('a limit that is used up, beside another, is kept: cas may work no weekend', async () => {
    const path = await fileWith('used-up.txt', USED_UP);
    const { code, out } = await run('--format', 'curtois', '--in', path, '--steps', '1', '--threads', '1', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ cost: 1, bound: 1, isOptimal: true });
  });

  test('Ctrl-C stops the search, and the best roster so far is written', async () => {
    const text = inventedCurtois({ days: 56, staff: 30, shifts: 4, seed: 3 });
    const path = await fileWith('long.txt', text);
    const args = [
      '--format',
      'curtois',
      '--in',
      path,
      '--seconds',
      '100000',
      '--threads',
      '1',
      '--out',
      'long.tsv',
      '--json',
    ];
    const child = spawn(process.execPath, [script, ...args], { cwd: folder });
    onTestFinished(() => void child.kill('SIGKILL'));
    const exit = once(child, 'exit');
    const out = textOf(child);
    await toldOn(child.stderr, /cost \d+/);
    // npm passes on what the terminal has sent already.
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect((await exit)[0]).toBe(0);
    const told = JSON.parse(out());
    expect(['cancelled', 'optimum']).toContain(told.stoppedBy);
    const rows = (await readFile(join(folder, 'long.tsv'), 'utf8')).split('\n').map((row) => row.split('\t'));
    const { staff, cover } = judgeCurtois(text, rows.slice(0, 30));
    const hard = staff.flatMap(({ breaks }) => breaks).length;
    expect(told.cost === null).toBe(hard > 0);
    if (hard === 0) expect(staff.reduce((sum, { requests }) => sum + requests, cover)).toBe(told.cost);
  });
});

test('an INRC-II instance is solved, and its solution files are written and read again', async () => {
  const files = inventedInrc2({ nurses: 3, weeks: 2, seed: 4 });
  for (const { name, text } of [files.scenario, files.history, ...files.weeks]) await fileWith(name, text);
  const names = [
    '--scenario',
    files.scenario.name,
    '--history',
    files.history.name,
    '--weeks',
    ...files.weeks.map(({ name }) => name),
  ];
  const args = ['--format', 'inrc2', ...names, '--steps', '1', '--threads', '1', '--json', '--out', 'solution'];
  const { code, out } = await run(...args);
  expect(code).toBe(0);
  const told = JSON.parse(out);
  expect(told.cost).toBeGreaterThanOrEqual(told.bound);
  expect(told.underMinimum).toBeGreaterThanOrEqual(0);
  expect(await readdir(join(folder, 'solution'))).toEqual(['sol-week0.txt', 'sol-week1.txt']);
  const again = await run(...args, '--start', 'solution', '--explain');
  expect(again.code).toBe(0);
  const explained = JSON.parse(again.out);
  expect(explained.explanation.cost).toBe(explained.cost);
  expect(explained.cost).toBeLessThanOrEqual(told.cost);
});

describe('arguments', () => {
  test('are handed to the engine', async () => {
    const path = await fileWith('two.txt', TWO);
    const args = ['--seed', '7', '--threads', '3', '--gap', '0.01', '--idle-seconds', '5', '--steps', '9'];
    const { code, options, out } = await runWith(100, '--format', 'curtois', '--in', path, ...args);
    expect(code).toBe(0);
    expect(options).toMatchObject({ seed: 7, threads: 3, gap: 0.01, idleSeconds: 5, steps: 9 });
    expect(options).not.toHaveProperty('seconds');
    expect(out).toMatch(/cost {10}100\nbound {9}90\ngap {11}10\.00 %\nstopped by {4}steps after 1\.5 s\n/);
  });

  test('an engine that says another cost than the rules is not believed', async () => {
    const path = await fileWith('two.txt', TWO);
    await expect(runWith(99, '--format', 'curtois', '--in', path)).rejects.toThrow(
      'The engine says that its roster costs 99; by the rules it costs 100.',
    );
  });

  test('without --seconds and --steps it is a minute', async () => {
    const path = await fileWith('two.txt', TWO);
    const { options } = await runWith(100, '--format', 'curtois', '--in', path);
    expect(options).toMatchObject({ seconds: 60, seed: 1 });
  });

  test.each([
    [[], "required option '--format <format>' not specified"],
    [['--format', 'xml'], 'Allowed choices are curtois, inrc2'],
    [['--format', 'curtois'], '--format curtois needs --in FILE'],
    [['--format', 'curtois', '--in', 'a', '--history', 'b'], 'belong to --format inrc2'],
    [['--format', 'inrc2', '--in', 'a'], '--in belongs to --format curtois'],
    [['--format', 'inrc2', '--scenario', 'a', '--history', 'b'], '--format inrc2 needs --scenario FILE'],
    [['--format', 'curtois', '--in', 'a', '--seconds', '-1'], 'Write a number from 0'],
    [['--format', 'curtois', '--in', 'a', '--threads', '0'], 'Write a whole number from 1 to 64'],
    [['--format', 'curtois', '--in', 'a', '--seed', 'x'], 'Write a whole number from 0'],
    [['--format', 'curtois', '--in', 'a', '--gap', '2'], 'Write a number from 0 to 1'],
    [['--format', 'curtois', '--in', 'a', '--sed', '1'], "unknown option '--sed'"],
    [['--format', 'curtois', '--in', 'a', 'b'], 'too many arguments'],
    [['--format', 'curtois', '--in', 'nowhere.txt'], 'nowhere.txt: cannot be read (looked for'],
  ])('%j end with 2', async (args, message) => {
    const { code, out, err } = await runWith(100, ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('a wrong file, a wrong roster to start from and a place that is none end with 2', async () => {
    const path = await fileWith('two.txt', TWO);
    const wrong = await fileWith('wrong.txt', TWO.replace('A,D=7', 'A,X=7'));
    const short = await fileWith('short.tsv', 'D');
    const bytes = join(folder, 'bytes.txt');
    await writeFile(bytes, Buffer.from([0x7b, 0xff, 0xfe]));
    const error = async (...args: string[]) => {
      const { code, err } = await runWith(100, '--format', 'curtois', ...args);
      return `${code} ${err}`;
    };
    expect(await error('--in', wrong)).toBe(
      `2 ${wrong}:6: SECTION_STAFF MaxShifts: 'X' is no shift of SECTION_SHIFTS\n`,
    );
    expect(await error('--in', path, '--start', short)).toBe(
      `2 ${short}: roster: has 1 rows; the instance has 2 employees\n`,
    );
    expect(await error('--in', path, '--out', join(folder, 'none', 'r.tsv'))).toContain('there is no folder');
    expect(await error('--in', path, '--out', folder)).toContain('is a folder; name the file to write');
    expect(await error('--in', bytes)).toContain('is not UTF-8 text');
    expect(await error('--in', folder)).toContain('EISDIR');
  });

  test('--help is no error', async () => {
    const { code, out } = await runWith(100, '--help');
    expect([code, out.startsWith('Usage: roster:file')]).toEqual([0, true]);
  });
});

function textOf(child: ChildProcess): () => string {
  let text = '';
  child.stdout!.on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}

/** Resolved once the stream has told what the pattern matches. */
function toldOn(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<void> {
  let text = '';
  return new Promise((resolve) => {
    stream.on('data', (chunk) => {
      text += chunk;
      if (pattern.test(text)) resolve();
    });
  });
}
