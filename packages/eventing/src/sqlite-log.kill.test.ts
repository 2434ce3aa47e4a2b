import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sqliteLog } from './sqlite-log.ts';

const KILLS = 6;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weft-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * A process that appends to eight streams at once, two events at a time, and prints each append when it is
 * acknowledged. It begins by sending the newest append of each stream again, as a client does that lost the answer.
 */
const writerOf = (path: string) => `
  const { sqliteLog } = await import(${JSON.stringify(new URL('./sqlite-log.ts', import.meta.url).href)});
  const { writeSync } = await import('node:fs');
  const log = sqliteLog(${JSON.stringify(path)});
  const metadata = { commandId: 'c', at: '2026-03-01T09:00:00.000Z', actor: { person: 'p', organisation: 'o' } };
  const pair = (stream, first) => [first, first + 1].map((n) => ({
    id: stream + '/' + n, type: 'NoteWritten', version: 1, data: { text: 'x'.repeat(200) }, metadata,
  }));
  async function write(stream) {
    const { revision } = await log.read(stream);
    for (let first = Math.max(0, revision - 1); ; first += 2) {
      const { position } = await log.append(stream, first === 0 ? 'no-stream' : first - 1, pair(stream, first));
      writeSync(1, stream + ' ' + first + ' ' + position + '\\n');
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, n) => write('note-' + n)));`;

/** Runs the writer until it has acknowledged so many appends, kills it, and gives all that it had printed by then. */
async function writeUntilKilled(path: string, appends: number): Promise<readonly string[]> {
  const writer = spawn(process.execPath, ['--input-type=module', '-e', writerOf(path)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(writer, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: writer.stdout })) {
    lines.push(line);
    if (lines.length === appends) writer.kill('SIGKILL');
  }
  expect((await exited)[1]).toBe('SIGKILL');
  return lines;
}

test('a writer is killed again and again: what it acknowledged is there, once, where it said', async () => {
  const path = join(folder, 'log.db');
  const told: string[] = [];
  for (let kill = 0; kill < KILLS; kill++)
    told.push(...(await writeUntilKilled(path, 1 + Math.floor(Math.random() * 400))));

  const log = sqliteLog(path);
  const lies = new Map<string, string>();
  const last = new Map<string, number>();
  for await (const { events } of log.readAll({ after: null }))
    for (const { id, stream, revision, position } of events) {
      expect(lies.has(id), `${id} lies there twice`).toBe(false);
      expect(id).toBe(`${stream}/${revision}`);
      expect(revision).toBe((last.get(stream) ?? -1) + 1);
      last.set(stream, revision);
      lies.set(id, position);
    }
  await log.close();
  for (const revision of last.values()) expect(revision % 2, 'an append of two is whole').toBe(1);
  expect(told.length).toBeGreaterThanOrEqual(KILLS);
  for (const line of told) {
    const [stream, first, position] = line.split(' ');
    expect(lies.get(`${stream}/${Number(first) + 1}`), `the append ${line}`).toBe(position);
  }
}, 60_000);
