import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weft-network-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(env: Readonly<Record<string, string>>) {
  const right = { EVENT_LOG: `sqlite:${join(folder, 'log.db')}`, EVENT_BUS: 'memory:', WEFT_TOKEN_KEY: 'k'.repeat(32) };
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, WEFT_DATA: folder, PORT: '0', ...right, ...env },
  });
  let said = '';
  const listens = Promise.withResolvers<string>();
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
    const address = said.match(/listens at (\S+),/)?.[1];
    if (address) listens.resolve(address);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, listens: listens.promise, ended, said: () => said };
}

test('the service runs as a process of its own, says where, and stops in order', async () => {
  const { child, listens, ended, said } = start({ WEFT_REPLICA: '2' });
  const address = await listens;
  expect(said()).toMatch(/^network: listens at http:\/\/localhost:\d+, process \d+, replica 2\n$/);
  const answered = await fetch(`${address}/health/ready`);
  expect([answered.status, await answered.json()]).toEqual([200, { ready: true, faults: [], notes: [] }]);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(said()).toContain('Stopped. Nothing was lost.');
});

test.each([
  [{ EVENT_LOG: '' }, 'EVENT_LOG is missing: write where the event log lies'],
  [{ EVENT_BUS: 'kafka://x' }, 'The event bus "kafka://x" has no known kind'],
  [{ WEFT_TOKEN_KEY: 'short' }, "WEFT_TOKEN_KEY can't be used: write the text that signs tokens"],
  [{ PORT: 'many' }, 'PORT is "many": write a port'],
  [{ WEFT_REPLICA: 'No. 2' }, 'WEFT_REPLICA is "No. 2"'],
])('a wrong setting ends the start with a line that says what to write: %o', async (env, line) => {
  const { ended, said } = start(env as unknown as Record<string, string>);
  expect(await ended).toBe(1);
  expect(said()).toContain(line);
});
