import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIn } from '@weft/eventstore-stand-in';
import { v5 as uuidv5 } from 'uuid';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { type CopyProgress, copyLog } from './copy-log.ts';
import { eventKind, type NewEvent, type RecordedEvent } from './event.ts';
import type { EventLog } from './log.ts';
import { memoryBus } from './memory-bus.ts';
import { memoryLog } from './memory-log.ts';
import { openLog } from './open-log.ts';
import { rowDifferences } from './row-differences.ts';
import { openRows, type Rows } from './rows.ts';
import { run } from './run.ts';
import type { View } from './view.ts';

vi.setConfig({ testTimeout: 60_000 });

const note = (name: string): NewEvent => ({
  id: uuidv5(name, uuidv5.URL),
  type: 'NoteWritten',
  version: 2,
  data: { name, text: 'Zoë “night”', list: [1, null, { 2: 'b', 1: 'a' }] },
  metadata: {
    commandId: name,
    at: '2026-03-01T09:00:00.000Z',
    actor: { person: 'person-1', organisation: 'RZZ01' },
    reason: 'Cover',
    traceparent: '00-1-2-01',
  },
});

/** Twelve streams that take turns, in appends of one to three events. */
async function fill(log: EventLog): Promise<void> {
  const next = new Map<string, number>();
  for (let turn = 0; turn < 120; turn++) {
    const stream = `ward-${(turn * 7) % 12}`;
    const revision = next.get(stream) ?? 0;
    const events = Array.from({ length: 1 + (turn % 3) }, (_, index) => note(`${stream}/${revision + index}`));
    await log.append(stream, revision === 0 ? 'no-stream' : revision - 1, events);
    next.set(stream, revision + events.length);
  }
}

const folderForTest = () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-copy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
async function opened(url: string): Promise<EventLog> {
  const log = await openLog(url);
  onTestFinished(() => log.close());
  return log;
}
async function standInUrl(): Promise<string> {
  const standIn = await startStandIn({ path: join(folderForTest(), 'server.db'), port: 0 });
  onTestFinished(() => standIn.stop());
  return standIn.url;
}
async function allOf(log: EventLog): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of log.readAll({ after: null })) events.push(...batch.events);
  return events;
}
const withoutPosition = (events: readonly RecordedEvent[]) => events.map(({ position: _, ...event }) => event);

test('a log moves from a file to a server and back: streams, order, ids, times and metadata stay', async () => {
  const folder = folderForTest();
  const old = await opened(`sqlite:${join(folder, 'old.db')}`);
  await fill(old);
  const server = await opened(await standInUrl());
  const back = await opened(`sqlite:${join(folder, 'back.db')}`);
  const told: CopyProgress[] = [];
  const there = await copyLog({ from: old, to: server }, (progress) => told.push(progress));
  const again = await copyLog({ from: server, to: back });
  const events = await allOf(old);
  expect(withoutPosition(await allOf(server))).toEqual(withoutPosition(events));
  expect(withoutPosition(await allOf(back))).toEqual(withoutPosition(events));
  expect(there).toEqual({ events: events.length, written: events.length, hash: again.hash });
  expect(told.at(-1)).toEqual({ step: 'verifying', done: events.length, total: events.length });
});

test('an interrupted copy goes on where it was, and writes nothing twice', async () => {
  const old = memoryLog();
  await fill(old);
  const total = (await allOf(old)).length;
  const server = await opened(await standInUrl());
  const stop = { after: 50 };
  const failing: EventLog = {
    ...server,
    append: async (...append) => {
      stop.after -= 1;
      if (stop.after < 0) throw new Error('The cable is out.');
      return server.append(...append);
    },
  };
  await expect(copyLog({ from: old, to: failing })).rejects.toThrow('The cable is out.');
  const present = (await allOf(server)).length;
  expect(present).toBeGreaterThan(0);
  expect(await copyLog({ from: old, to: server })).toMatchObject({ events: total, written: total - present });
  expect(await copyLog({ from: old, to: server })).toMatchObject({ events: total, written: 0 });
  expect(withoutPosition(await allOf(server))).toEqual(withoutPosition(await allOf(old)));
});

test('a log that holds anything else is refused, and stays as it is', async () => {
  const old = memoryLog();
  await fill(old);
  const other = memoryLog();
  await other.append('ward-0', 'no-stream', [note('another')]);
  await expect(copyLog({ from: old, to: other })).rejects.toThrow(/Event 1 of the new log is .* Choose an empty log/);
  expect(await allOf(other)).toHaveLength(1);
  const longer = memoryLog();
  await copyLog({ from: old, to: longer });
  await longer.append('ward-new', 'no-stream', [note('new')]);
  await expect(copyLog({ from: old, to: longer })).rejects.toThrow(/it is in use/);
});

test('an empty log is copied into an empty one', async () => {
  expect(await copyLog({ from: memoryLog(), to: memoryLog() })).toMatchObject({ events: 0, written: 0 });
});

const NoteWritten = eventKind('NoteWritten', z.object({ name: z.string() })).next(
  z.looseObject({ name: z.string() }),
  (data) => data,
);
/** A view that keeps positions in its rows, as the board does to know what was published when. */
const history: View = {
  name: 'history',
  version: 1,
  tables: 'CREATE TABLE history (stream TEXT, revision INTEGER, from_position TEXT, to_position TEXT)',
  on: {
    NoteWritten(rows, { stream, revision, position }) {
      rows.run('UPDATE history SET to_position = ? WHERE stream = ? AND to_position IS NULL', position, stream);
      rows.run('INSERT INTO history VALUES (?, ?, ?, NULL)', stream, revision, position);
    },
  },
};
const wards = {
  service: 'wards',
  categories: [
    { category: 'ward', kinds: [NoteWritten], decider: { initial: null, evolve: () => null, decide: () => [] } },
  ],
  views: [history],
  publish: () => [],
  contractViews: [],
  reactions: [],
  contractReactions: [],
};

/** Builds the view from a log into `rows`. */
async function built(log: EventLog, rows = openRows(':memory:')) {
  const running = await run({ log, bus: memoryBus(), rows }, wards as never);
  const head = await log.head();
  if (head !== null) await running.waitFor(head, 10_000);
  await running.stop();
  return rows;
}

/** Rows with each position of the log replaced by the event's number in it: what a copy has to keep. */
async function numbered(rows: Rows, log: EventLog): Promise<Rows> {
  const numbers = new Map((await allOf(log)).map(({ position }, index) => [position as string, index]));
  const without = (value: unknown) => (typeof value === 'string' ? (numbers.get(value) ?? value) : value);
  return {
    ...rows,
    all: <Row>(sql: string) =>
      rows
        .all<Record<string, unknown>>(sql)
        .map((row) =>
          Object.fromEntries(Object.entries(row).map(([column, value]) => [column, without(value)])),
        ) as Row[],
  };
}

test('views that are built from the copy equal those of the old log, but for the positions themselves', async () => {
  const old = memoryLog();
  await fill(old);
  const server = await opened(await standInUrl());
  await copyLog({ from: old, to: server });
  const [before, after] = [await built(old), await built(server)];
  expect(rowDifferences(before, after, [history])).not.toEqual([]);
  expect(rowDifferences(await numbered(before, old), await numbered(after, server), [history])).toEqual([]);
});

test.each(['at once', 'after a start on the empty log'])(
  'views of the old log are refused on the copy: %s',
  async (when) => {
    const [old, copy] = [memoryLog(), await opened(`sqlite:${join(folderForTest(), 'copy.db')}`)];
    const rows = openRows(':memory:');
    if (when !== 'at once') await built(old, rows);
    await fill(old);
    await built(old, rows);
    await copyLog({ from: old, to: copy });
    // Longer than the old log, so that its end alone would not give it away.
    await copy.append('ward-more', 'no-stream', [{ ...note('more'), data: { name: 'x'.repeat(100_000) } }]);
    await expect(built(copy, rows)).rejects.toThrow(/remove the views' file, and they are built again/);
    await built(copy);
    await built(old, rows);
  },
);
