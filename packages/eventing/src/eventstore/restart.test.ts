import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { v5 as uuidv5 } from 'uuid';
import { expect, onTestFinished, test } from 'vitest';
import type { Position } from '../event.ts';
import type { Appended } from '../log.ts';
import { openLog } from '../open-log.ts';

const KILLS = 4;
const APPENDS_BETWEEN = 60;
const MAIN = fileURLToPath(import.meta.resolve('@weft/eventstore-stand-in').replace(/index\.ts$/, 'main.ts'));

/** The stand-in as a process of its own. */
async function startServer(data: string, port: number): Promise<{ server: ChildProcess; url: string }> {
  const server = spawn(process.execPath, [MAIN, '--data', data, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /^Listening: (\S+)/.exec(line)?.[1];
    if (url) return { server, url };
  }
  throw new Error('The stand-in ended without listening.');
}

async function kill(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGKILL');
  await exited;
}

test('the server is killed and started under its writers and readers: what was acknowledged is there once, in order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-restart-'));
  const data = join(folder, 'log.db');
  let { server, url } = await startServer(data, 0);
  const port = Number(new URL(url.replace('esdb:', 'http:')).port);
  const log = await openLog(url);
  onTestFinished(async () => {
    await log.close();
    await kill(server);
    rmSync(folder, { recursive: true, force: true });
  });

  const told = new Map<string, Appended>();
  let isStopping = false;
  let progress = () => {};
  const note = (stream: string, revision: number) => ({
    id: uuidv5(`${stream}/${revision}`, uuidv5.URL),
    type: 'NoteWritten',
    version: 1,
    data: { text: 'x'.repeat(200) },
    metadata: { commandId: 'c', at: '2026-03-01T09:00:00.000Z', actor: { person: 'p', organisation: 'o' } },
  });
  const write = async (stream: string) => {
    for (let first = 0; !isStopping; first += 2) {
      const pair = [note(stream, first), note(stream, first + 1)];
      told.set(`${stream}/${first + 1}`, await log.append(stream, first === 0 ? 'no-stream' : first - 1, pair));
      progress();
    }
  };
  const seen: Position[] = [];
  const reading = new AbortController();
  const read = (async () => {
    for await (const { events } of log.subscribe({ after: null, signal: reading.signal })) {
      seen.push(...events.map(({ position }) => position));
      progress();
    }
  })();
  const writers = Array.from({ length: 6 }, (_, n) => write(`note-${n}`));
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      progress = () => {
        if (holds()) resolve();
      };
      progress();
    });

  for (let round = 1; round <= KILLS; round++) {
    await until(() => told.size >= round * APPENDS_BETWEEN);
    await kill(server);
    ({ server } = await startServer(data, port));
  }
  await until(() => told.size >= (KILLS + 1) * APPENDS_BETWEEN);
  isStopping = true;
  await Promise.all(writers);

  const lies = new Map<string, Position>();
  const next = new Map<string, number>();
  for await (const { events } of log.readAll({ after: null }))
    for (const { stream, revision, position } of events) {
      expect(revision).toBe(next.get(stream) ?? 0);
      next.set(stream, revision + 1);
      lies.set(`${stream}/${revision}`, position);
    }
  for (const [place, { revision, position }] of told) {
    expect(place.endsWith(`/${revision}`)).toBe(true);
    expect(lies.get(place), place).toBe(position);
  }
  await until(() => seen.length >= lies.size);
  reading.abort();
  await read;
  expect(seen).toEqual([...lies.values()]);
}, 60_000);
