import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { NO_STREAM } from '@eventstore/db-client';
import { expect, it, onTestFinished } from 'vitest';
import { clientForTest, seats, seatsOf } from './testing.ts';

const main = new URL('./main.ts', import.meta.url).pathname;

function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-main-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the command, and gives its lines one by one. */
function run(...options: readonly string[]) {
  const child = spawn(process.execPath, [main, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint += text;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, complaint }));
  return { child, line: async () => String((await lines.next()).value), ended };
}

it('the command says what it is, serves, obeys its control port, and stops in order', async () => {
  const data = join(folderForTest(), 'log.db');
  const { child, line, ended } = run('--data', data, '--port', '0', '--control', '0');
  expect(await line()).toBe(
    'This is a stand-in for development and tests. It is not EventStoreDB: keep nothing here that matters.',
  );
  const url = (await line()).replace('Listening: ', '');
  const control = (await line()).replace('Control: ', '');
  const client = clientForTest({ url });
  await client.appendToStream('clinic-1', seats(1, 2), { expectedRevision: NO_STREAM });
  expect((await fetch(`${control}/health/live`)).status).toBe(204);
  const patch = (body: unknown) => fetch(`${control}/faults`, { method: 'PATCH', body: JSON.stringify(body) });
  expect(await (await patch({ notReady: true })).json()).toMatchObject({ notReady: true, mute: false });
  expect((await fetch(`${control}/health/live`)).status).toBe(503);
  await expect(seatsOf(client, 'clinic-1')).rejects.toThrow('Server Is Not Ready');
  expect((await patch({ notReady: 'no' })).status).toBe(400);
  await patch({ notReady: false });
  expect(await (await fetch(`${control}/counts`)).json()).toMatchObject({ appends: 1 });
  expect((await fetch(`${control}/restart`, { method: 'POST' })).status).toBe(204);
  expect((await fetch(`${control}/elsewhere`)).status).toBe(404);
  child.kill('SIGTERM');
  expect(await line()).toBe('Stopped.');
  expect(await ended).toEqual({ code: 0, complaint: '' });
});

it('a file in use, a file of something else, and a missing option are refused with advice', async () => {
  const folder = folderForTest();
  const data = join(folder, 'log.db');
  const first = run('--data', data, '--port', '0');
  await first.line();
  await first.line();
  expect(await run('--data', data, '--port', '0').ended).toEqual({
    code: 1,
    complaint: expect.stringContaining('is in use by another process'),
  });
  const other = join(folder, 'notes.txt');
  writeFileSync(other, 'not a database');
  expect(await run('--data', other, '--port', '0').ended).toEqual({
    code: 1,
    complaint: expect.stringContaining('is no file of the stand-in'),
  });
  expect(await run().ended).toEqual({ code: 1, complaint: expect.stringContaining('--data is missing') });
  expect(await run('--data', data, '--port', 'x').ended).toEqual({
    code: 1,
    complaint: expect.stringContaining('--port is x'),
  });
});

it('what was acknowledged survives kill -9', async () => {
  const data = join(folderForTest(), 'log.db');
  const { child, line, ended } = run('--data', data, '--port', '0');
  await line();
  const client = clientForTest({ url: (await line()).replace('Listening: ', '') });
  let acknowledged = 0;
  const writing = (async () => {
    for (let seat = 1; ; seat += 1) {
      await client.appendToStream('clinic-1', seats(seat, seat), {});
      acknowledged = seat;
      if (seat === 200) child.kill('SIGKILL');
    }
  })();
  await expect(writing).rejects.toThrow();
  await ended;
  const again = run('--data', data, '--port', '0');
  await again.line();
  const stored = await seatsOf(clientForTest({ url: (await again.line()).replace('Listening: ', '') }), 'clinic-1');
  expect(stored.length).toBeGreaterThanOrEqual(acknowledged);
  expect(stored).toEqual(seats(1, stored.length).map(({ data: { seat } }) => seat));
});
