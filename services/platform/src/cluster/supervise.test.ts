import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Member, type Standing, supervise } from './supervise.ts';

vi.setConfig({ testTimeout: 60_000 });
const imports = [fileURLToPath(new URL('./end-with-parent.ts', import.meta.url))];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weft-supervise-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that says when it began and when it was told to stop. */
const member = (name: string, stage: number, script = ''): Member => ({
  ...{ name, stage, port: 1, isNode: true, command: process.execPath, env: { PATH: process.env.PATH ?? '' } },
  args: [
    '-e',
    `console.log('began');${script}
     process.on('SIGTERM', () => { require('fs').appendFileSync('${join(folder, 'order')}', '${name} '); process.exit(0); });
     console.log('ready'); setInterval(() => {}, 1000);`,
  ],
});
const said = (name: string) => readFileSync(join(folder, `${name}.log`), 'utf8');

function watched(members: readonly Member[]) {
  const told: string[] = [];
  let latest: readonly Standing[] = [];
  const cluster = supervise(members, {
    ...{ folder, imports },
    tell: (line) => told.push(line),
    changed: (standing) => {
      latest = standing;
    },
  });
  return { cluster, told, of: (name: string) => latest.find((one) => one.name === name) };
}

test('a process that ends is started again, and all stop in order', async () => {
  const { cluster, told, of } = watched([member('door', 2), member('log', 0), member('service', 1)]);
  await vi.waitUntil(() => ['door', 'log', 'service'].every((name) => said(name).includes('ready')), 30_000);
  const { pid } = of('service') as { pid: number };
  process.kill(pid, 'SIGKILL');
  await vi.waitUntil(() => (of('service')?.pid ?? pid) !== pid && said('service').split('ready').length > 2, 30_000);
  expect(of('service')).toMatchObject({ restarts: 1, port: 1 });
  expect(told).toEqual([expect.stringContaining('service ended (SIGKILL) and is started again in 0.25 s.')]);
  await cluster.stop();
  expect(readFileSync(join(folder, 'order'), 'utf8')).toBe('door service log ');
});

test('one that fails at its start is tried with growing pauses, and its last words are told', async () => {
  const { cluster, told } = watched([member('broken', 0, "console.error('No disk.'); process.exit(3);")]);
  await vi.waitUntil(() => told.length === 3, 30_000);
  expect(told.map((line) => line.match(/again in ([\d.]+) s/)?.[1])).toEqual(['0.25', '0.5', '1']);
  expect(told[0]).toMatch(/ended \(status 3\).*No disk\.$/);
  await cluster.stop();
});
