import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotaCheck } from './rota-check.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rota-check-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A rota of so many people, each with a shift of 14 h without a break on 2 March 2026. */
function aRota(people: number) {
  const ids = Array.from({ length: people }, (_, i) => `p${i}`);
  const employments = [{ employer: 'RX1', assignment: '1', pack: 'EN-RD-2016' }];
  return {
    format: 'weft-rota',
    version: 1,
    zone: 'Europe/London',
    period: { from: '2026-03-02', to: '2026-04-13' },
    known: { from: '2026-01-05', to: '2026-05-11' },
    sites: [{ id: 'A', organisation: 'RX1' }],
    travelMinutes: [],
    people: ids.map((id) => ({ id, optOut48: false, employments })),
    duties: [
      {
        id: 'd1',
        site: 'A',
        kind: 'shift',
        start: '2026-03-02T07:00:00Z',
        end: '2026-03-02T21:00:00Z',
        breakMinutes: 60,
      },
    ],
    assignments: ids.map((person) => ({ duty: 'd1', person, employer: 'RX1' })),
    leave: [],
  };
}

const stdin = (text: string) => Readable.from([Buffer.from(text)]);

async function fileWith(text: string | Buffer): Promise<string> {
  const path = join(folder, 'rota.json');
  await writeFile(path, text);
  return path;
}

type Run = { code: number; out: string; err: string };

/** Runs the command as a person does, in the folder, its output into pipes. */
function run(...args: string[]): Promise<Run> {
  const script = fileURLToPath(new URL('./rota-check.ts', import.meta.url));
  return new Promise((resolve) => {
    const options = { cwd: folder, maxBuffer: 2 ** 30 };
    execFile(process.execPath, [script, ...args], options, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

test('findings are printed as JSON, and are no failure', async () => {
  const path = await fileWith(JSON.stringify(aRota(1)));
  const { code, out, err } = await run('--in', path);
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out).findings).toContainEqual({
    rule: 'RD-13',
    person: 'p0',
    severity: 'hard',
    from: '2026-03-02T07:00:00Z',
    to: '2026-03-02T21:00:00Z',
    value: 14,
    limit: 13,
    unit: 'hours',
    duties: ['d1'],
  });
});

test('a large answer reaches a pipe whole', async () => {
  const path = await fileWith(JSON.stringify(aRota(6000)));
  const { code, out } = await run('--in', path);
  expect(code).toBe(0);
  expect(out.length).toBeGreaterThan(1_000_000);
  expect(new Set(JSON.parse(out).findings.map(({ person }: { person: string }) => person)).size).toBe(6000);
});

test('standard input is read for -', async () => {
  const { code, out } = await rotaCheck(['--in', '-'], stdin(JSON.stringify(aRota(1))));
  expect([code, JSON.parse(out).findings.length > 0]).toEqual([0, true]);
});

test('a file without findings has an empty list', async () => {
  const rota = { ...aRota(1), assignments: [] };
  expect(await rotaCheck(['--in', '-'], stdin(JSON.stringify(rota)))).toEqual({
    code: 0,
    out: '{"findings":[]}\n',
    err: '',
  });
});

test('a wrong file ends with 2 and says what and where, on standard error only', async () => {
  const path = await fileWith(
    JSON.stringify({ ...aRota(1), leave: [{ person: 'p9', kind: 'annual', from: '2026-02-30', to: '2026-03-01' }] }),
  );
  const { code, out, err } = await run('--in', path);
  expect([code, out]).toEqual([2, '']);
  expect(err).toBe(`${path}: leave[0].from: '2026-02-30' is not a date that exists; write YYYY-MM-DD\n`);
});

test('a thousand problems are not all told', async () => {
  const rota = { ...aRota(1), sites: Array.from({ length: 1000 }, () => ({ id: 'A', organisation: 'RX1' })) };
  const { code, err } = await rotaCheck(['--in', '-'], stdin(JSON.stringify(rota)));
  expect(code).toBe(2);
  expect(err.trimEnd().split('\n')).toHaveLength(51);
  expect(err).toMatch(/and 949 more\n$/);
});

test('a missing file, a folder, bytes that are no text, and wrong arguments end with 2', async () => {
  const none = stdin('');
  expect(await run('--in', 'nowhere.json')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('nowhere.json: cannot be read'),
  });
  expect(await rotaCheck(['--in', folder], none)).toMatchObject({ code: 2, err: expect.stringContaining('EISDIR') });
  const path = await fileWith(Buffer.from([0x7b, 0xff, 0xfe]));
  expect(await rotaCheck(['--in', path], none)).toMatchObject({
    code: 2,
    err: `${path}: is not UTF-8 text; save it as UTF-8.\n`,
  });
  for (const args of [[], ['--in'], ['--in', ''], ['--inn', path], [path], ['--in', path, 'more']]) {
    expect(await rotaCheck(args, none)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage:') });
  }
});
