import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Bus, Message } from './bus.ts';
import { eventKind, type Metadata, type NewEvent, type Position, type Recorded } from './event.ts';
import { eventIdOf, handler } from './handler.ts';
import type { EventLog } from './log.ts';
import { memoryBus } from './memory-bus.ts';
import { memoryLog } from './memory-log.ts';
import { openRows, type RowsFile } from './rows.ts';
import type { Projections, Reaction } from './run/projections.ts';
import { type Running, run } from './run.ts';
import { tablesOf, type View } from './view.ts';

const Counted = eventKind('Counted', z.object({ by: z.number() }));
const Noted = eventKind('Noted', z.object({ of: z.string() }));
const kinds = [Counted, Noted] as const;
type Happened = ReturnType<typeof Counted.create> | ReturnType<typeof Noted.create>;

const by = (commandId: string): Metadata => ({
  commandId,
  at: '2026-03-01T09:00:00.000Z',
  actor: { person: 'person-1', organisation: 'RZZ01' },
});
let made = 0;
const event = (type: string, data: unknown, version = 1): NewEvent => {
  made += 1;
  return { id: eventIdOf('test', String(made), 0), type, version, data, metadata: by(`c${made}`) };
};
const counted = (amount: number) => event('Counted', { by: amount });

const sum: View<Happened> = {
  name: 'sum',
  version: 1,
  tables: 'CREATE TABLE sum (stream TEXT PRIMARY KEY, total INTEGER)',
  on: {
    Counted: (rows, { stream, data }) =>
      rows.run(
        'INSERT INTO sum VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET total = total + excluded.total',
        stream,
        data.by,
      ),
  },
};
const service = (changed: Partial<Projections> = {}): Projections => ({
  service: 'counting',
  categories: [{ category: 'counter', kinds }],
  views: [sum as View<never>],
  contractViews: [],
  reactions: [],
  contractReactions: [],
  publish: (recorded) => [{ subject: `counting.${recorded.type}.v1`, data: recorded.data }],
  ...changed,
});
const totals = (rows: RowsFile) => rows.all<{ stream: string; total: number }>('SELECT * FROM sum ORDER BY stream');
const PATIENCE_MS = 5000;
const reached = async (running: Running, log: EventLog) => running.waitFor((await log.head()) as Position, PATIENCE_MS);
/** Resolves when `holds` does, looking again each turn of the event loop. */
async function until(holds: () => boolean) {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

let log: EventLog;
let bus: Bus;
let rows: RowsFile;
const started: Running[] = [];
const start = async (projections: Projections, deps: Partial<{ log: EventLog; bus: Bus; rows: RowsFile }> = {}) => {
  const running = await run({ log, bus, rows, ...deps }, projections);
  started.push(running);
  return running;
};
beforeEach(() => {
  log = memoryLog();
  bus = memoryBus();
  rows = openRows(':memory:');
});
afterEach(async () => {
  for (const running of started.splice(0)) await running.stop();
  rows.close();
});

describe('views', () => {
  test('history and what comes are counted, each once, and waitFor waits for both', async () => {
    await log.append('counter-1', 'no-stream', [counted(1), counted(2)]);
    const running = await start(service());
    await reached(running, log);
    expect(totals(rows)).toEqual([{ stream: 'counter-1', total: 3 }]);
    const { position } = await log.append('counter-1', 1, [counted(4)]);
    await running.waitFor(position as Position, PATIENCE_MS);
    expect(totals(rows)).toEqual([{ stream: 'counter-1', total: 7 }]);
    expect(running.position()).toBe(position);
    expect(running.failure()).toBeNull();
  });

  test('a restart goes on where it stood', async () => {
    await log.append('counter-1', 'no-stream', [counted(1)]);
    const first = await start(service());
    await reached(first, log);
    await first.stop();
    await log.append('counter-1', 0, [counted(2)]);
    await reached(await start(service()), log);
    expect(totals(rows)).toEqual([{ stream: 'counter-1', total: 3 }]);
  });

  test('a batch that breaks in the middle leaves neither rows nor position', async () => {
    await log.append('counter-1', 'no-stream', [counted(1), counted(2), counted(3)]);
    let broken = true;
    const fragile: View<Happened> = {
      ...sum,
      on: {
        Counted(rows, recorded) {
          sum.on.Counted?.(rows, recorded);
          if (broken && recorded.data.by === 3) throw new Error('the process dies here');
        },
      },
    };
    const running = await start(service({ views: [fragile as View<never>] }));
    await until(() => running.failure() !== null);
    expect(totals(rows)).toEqual([]);
    expect(running.position()).toBeNull();
    broken = false;
    await reached(running, log);
    expect(totals(rows)).toEqual([{ stream: 'counter-1', total: 6 }]);
    expect(running.failure()).toBeNull();
  });

  test('an event that a view cannot take is named for as long as it stands in the way', async () => {
    const poison = counted(13);
    await log.append('counter-1', 'no-stream', [counted(1)]);
    const view: View<Happened> = {
      ...sum,
      on: {
        Counted(_, recorded) {
          if (recorded.data.by === 13) throw new Error('unlucky');
        },
      },
    };
    const running = await start(service({ views: [view as View<never>] }));
    await reached(running, log);
    await log.append('counter-1', 0, [poison]);
    await until(() => running.failure() !== null);
    expect(running.failure()?.message).toMatch(new RegExp(`View sum .*Counted ${poison.id}.*unlucky`));
    await log.append('counter-1', 1, [counted(2)]);
    await expect(reached2(running)).rejects.toThrow(/has not reached/);
    expect(running.failure()).not.toBeNull();
  });
  const reached2 = async (running: Running) => running.waitFor((await log.head()) as Position, 1);

  test('an event of a newer release is a failure with the advice to upgrade', async () => {
    await log.append('counter-1', 'no-stream', [event('Counted', { by: 1, unit: 'h' }, 2)]);
    const running = await start(service());
    await until(() => running.failure() !== null);
    expect(running.failure()?.message).toMatch(/version 2.*upgrade/);
  });

  test('a new version of a view drops its rows and builds them again; the others stay', async () => {
    const other: View<Happened> = {
      name: 'count',
      version: 1,
      tables: 'CREATE TABLE IF NOT EXISTS count (n INTEGER); CREATE INDEX count_n ON count (n)',
      on: { Counted: (rows) => rows.run('INSERT INTO count VALUES (1)') },
    };
    await log.append('counter-1', 'no-stream', [counted(1), counted(2)]);
    const first = await start(service({ views: [sum, other] as View<never>[] }));
    await reached(first, log);
    await first.stop();
    const doubled: View<Happened> = {
      ...sum,
      version: 2,
      tables: 'CREATE TABLE sum (stream TEXT PRIMARY KEY, total INTEGER, extra TEXT)',
      on: {
        Counted: (rows, { stream, data }) =>
          rows.run("INSERT OR REPLACE INTO sum VALUES (?, ?, 'v2')", stream, data.by * 2),
      },
    };
    await reached(await start(service({ views: [doubled, other] as View<never>[] })), log);
    expect(totals(rows)).toEqual([{ stream: 'counter-1', total: 4, extra: 'v2' }]);
    expect(rows.all('SELECT * FROM count')).toHaveLength(2);
  });

  test('rows of a newer release are refused', async () => {
    await start(service({ views: [{ ...sum, version: 3 } as View<never>] }));
    await expect(run({ log, bus, rows }, service())).rejects.toThrow(/written at version 3.*upgrade/);
  });

  test('views that stand after the end of the log are refused: it is another log', async () => {
    await log.append('counter-1', 'no-stream', [counted(1), counted(2)]);
    const first = await start(service());
    await reached(first, log);
    await first.stop();
    await expect(run({ log: memoryLog(), bus, rows }, service())).rejects.toThrow(
      /sum stands at .* after the end of the log/,
    );
  });

  test('the tables of a view are those that it creates', () => {
    const tables = 'CREATE TABLE a (x); create table if not exists b_c (y); CREATE VIRTUAL TABLE d USING fts5(z)';
    expect(tablesOf({ tables })).toEqual(['a', 'b_c', 'd']);
  });

  test('rows in a file outlive a process that ends without a word', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'weft-rows-'));
    const path = join(folder, 'counting.db');
    await log.append('counter-1', 'no-stream', [counted(1), counted(2)]);
    const file = openRows(path);
    const first = await start(service(), { rows: file });
    await reached(first, log);
    const again = openRows(path);
    expect(totals(again)).toEqual([{ stream: 'counter-1', total: 3 }]);
    expect(again.get<{ position: string }>('SELECT position FROM positions')?.position).toBe(await log.head());
    await first.stop();
    for (const open of [file, again]) open.close();
    rmSync(folder, { recursive: true });
  });
});

describe('reactions', () => {
  const notes = {
    category: 'note',
    kinds,
    decider: {
      initial: 0,
      evolve: (n: number) => n + 1,
      decide: (of: string) => [Noted.create({ of })],
    },
  };
  const whenCounted = (act: (recorded: Recorded) => Promise<unknown>): Reaction<never> => ({
    name: 'when-counted',
    on: {
      Counted: async (recorded: Recorded) => {
        await act(recorded);
      },
    } as Reaction<never>['on'],
  });
  const notedOnce = (log: EventLog) => {
    const handle = handler(log, notes);
    return whenCounted((recorded) => handle.handle('all', recorded.id, by(`when-counted/${recorded.id}`)));
  };

  test('an event makes one command, however often it is delivered', async () => {
    await log.append('counter-1', 'no-stream', [counted(1), counted(2)]);
    const first = await start(service({ reactions: [notedOnce(log)] }));
    await reached(first, log);
    await first.stop();
    rows.run("DELETE FROM positions WHERE name = 'when-counted'");
    await reached(await start(service({ reactions: [notedOnce(log)] })), log);
    expect((await log.read('note-all')).revision).toBe(1);
  });

  test('a reaction that fails is tried again, from the event that it failed at', async () => {
    await log.append('counter-1', 'no-stream', [counted(1), counted(2), counted(3)]);
    const seen: number[] = [];
    const running = await start(
      service({
        reactions: [
          whenCounted(async ({ data }) => {
            const amount = (data as { by: number }).by;
            seen.push(amount);
            if (amount === 2 && seen.length < 4) throw new Error('not yet');
          }),
        ],
      }),
    );
    await reached(running, log);
    expect(seen).toEqual([1, 2, 2, 2, 3]);
    expect(running.failure()).toBeNull();
  });

  test('while it fails, the reaction and the event are named', async () => {
    await log.append('counter-1', 'no-stream', [counted(1)]);
    const running = await start(service({ reactions: [whenCounted(() => Promise.reject(new Error('no ledger')))] }));
    await until(() => running.failure() !== null);
    expect(running.failure()?.message).toMatch(/when-counted .*Counted .*no ledger/);
  });

  test('a stop waits for the event in hand and keeps its place', async () => {
    await log.append('counter-1', 'no-stream', [counted(1), counted(2)]);
    let finish = () => {};
    const seen: unknown[] = [];
    const running = await start(
      service({
        reactions: [
          whenCounted(async ({ data }) => {
            seen.push(data);
            await new Promise<void>((resolve) => {
              finish = resolve;
            });
          }),
        ],
      }),
    );
    await until(() => seen.length === 1);
    const stopped = running.stop();
    finish();
    await stopped;
    expect(seen).toEqual([{ by: 1 }]);
    const again = await start(service({ reactions: [whenCounted(async ({ data }) => seen.push(data))] }));
    await reached(again, log);
    expect(seen).toEqual([{ by: 1 }, { by: 2 }]);
  });
});

describe('contracts', () => {
  const taken: View = {
    name: 'taken',
    version: 1,
    tables: 'CREATE TABLE taken (n INTEGER)',
    on: {},
  };
  const reader = (changed: Partial<Projections> = {}): Projections => ({
    ...service(),
    service: 'reading',
    categories: [{ category: 'book', kinds: [] }],
    views: [],
    contractViews: [
      {
        ...taken,
        on: {
          'counting.Counted.v1': (rows, message) =>
            rows.run('INSERT INTO taken VALUES (?)', (message.data as { by: number }).by),
        },
      },
    ],
    publish: () => [],
    ...changed,
  });
  const numbers = (file: RowsFile) => file.all<{ n: number }>('SELECT n FROM taken').map(({ n }) => n);

  test('what one service publishes another shows, once, also over its restart', async () => {
    await log.append('counter-1', 'no-stream', [counted(1), counted(2)]);
    await start(service());
    const other = openRows(':memory:');
    const first = await start(reader(), { rows: other });
    await first.waitForContracts((await log.head()) as Position, PATIENCE_MS);
    await first.stop();
    await log.append('counter-1', 1, [counted(3)]);
    const second = await start(reader(), { rows: other });
    await second.waitForContracts((await log.head()) as Position, PATIENCE_MS);
    expect(numbers(other)).toEqual([1, 2, 3]);
    await second.stop();
    other.close();
  });

  test('a contract reaction that fails goes on at the message that it failed at; views count once', async () => {
    await log.append('counter-1', 'no-stream', [counted(1), counted(2), counted(3)]);
    await start(service());
    const other = openRows(':memory:');
    const seen: number[] = [];
    const react = async ({ data }: Message) => {
      const amount = (data as { by: number }).by;
      seen.push(amount);
      if (amount === 2 && seen.length < 4) throw new Error('not yet');
    };
    const running = await start(
      reader({ contractReactions: [{ name: 'when-theirs', on: { 'counting.Counted.v1': react } }] }),
      { rows: other },
    );
    await running.waitForContracts((await log.head()) as Position, PATIENCE_MS);
    expect(seen).toEqual([1, 2, 2, 2, 3]);
    expect(numbers(other)).toEqual([1, 2, 3]);
    expect(running.failure()).toBeNull();
    await running.stop();
    other.close();
  });

  test('a rebuilt contract view does not move a reaction back', async () => {
    await log.append('counter-1', 'no-stream', [counted(1)]);
    await start(service());
    const other = openRows(':memory:');
    const seen: number[] = [];
    const reactions = [
      {
        name: 'when-theirs',
        on: { 'counting.Counted.v1': async ({ data }: Message) => void seen.push((data as { by: number }).by) },
      },
    ];
    const first = await start(reader({ contractReactions: reactions }), { rows: other });
    await first.waitForContracts((await log.head()) as Position, PATIENCE_MS);
    await first.stop();
    for (let id = 0; id < 3; id++)
      await log.append(
        `counter-x${id}`,
        'no-stream',
        Array.from({ length: 300 }, () => counted(id)),
      );
    const [view] = reader().contractViews;
    const second = await start(reader({ contractReactions: reactions }), { rows: other });
    await second.waitForContracts((await log.head()) as Position, PATIENCE_MS);
    await second.stop();
    const before = seen.length;
    const stored = () =>
      other.get<{ position: string }>("SELECT position FROM positions WHERE name = 'when-theirs'")?.position;
    const head = await log.head();
    const positions: unknown[] = [];
    const watching: RowsFile = {
      ...other,
      run: (sql, ...values) => {
        other.run(sql, ...values);
        positions.push(stored());
      },
    };
    const third = await start(reader({ contractReactions: reactions, contractViews: [{ ...view!, version: 2 }] }), {
      rows: watching,
    });
    await third.waitForContracts(head as Position, PATIENCE_MS);
    expect(seen.length).toBe(before);
    expect(new Set(positions)).toEqual(new Set([head]));
    expect(numbers(other)).toHaveLength(901);
    await third.stop();
    other.close();
  });

  test('a publisher that cannot publish says so, and goes on when it can', async () => {
    await log.append('counter-1', 'no-stream', [counted(1)]);
    let broken = true;
    const running = await start(
      service({
        publish: (recorded) => {
          if (broken) throw new Error('no such contract');
          return [{ subject: 'counting.Counted.v1', data: recorded.data }];
        },
      }),
    );
    const other = openRows(':memory:');
    const readers = await start(reader(), { rows: other });
    await until(() => running.failure() !== null);
    expect(running.failure()?.message).toMatch(/no such contract/);
    broken = false;
    await readers.waitForContracts((await log.head()) as Position, PATIENCE_MS);
    expect(numbers(other)).toEqual([1]);
    expect(running.failure()).toBeNull();
    await readers.stop();
    other.close();
  });
});

describe('a service that runs', () => {
  test('tells its listeners of each batch; one that throws harms nobody', async () => {
    const running = await start(service());
    const heard: string[] = [];
    running.onChange(() => {
      throw new Error('a page went away');
    });
    const end = running.onChange((events) => heard.push(...events.map(({ type }) => type)));
    await log.append('counter-1', 'no-stream', [counted(1)]);
    await reached(running, log);
    await until(() => heard.length > 0);
    end();
    await log.append('counter-1', 0, [counted(1)]);
    await reached(running, log);
    expect(heard).toEqual(['Counted']);
    expect(totals(rows)).toEqual([{ stream: 'counter-1', total: 2 }]);
  });

  test('waitFor gives up after its time, and at a stop', async () => {
    const running = await start(service());
    const far = '99999999999999999999' as Position;
    await expect(running.waitFor(far, 1)).rejects.toThrow(/within 1 ms/);
    const waiting = running.waitFor(far, 600_000);
    await Promise.all([expect(waiting).rejects.toThrow(/stops/), running.stop()]);
  });

  test('a subscription that ends without a word is taken up again', async () => {
    const brief: EventLog = {
      ...log,
      async *subscribe(from) {
        for await (const batch of log.readAll(from)) {
          yield batch;
          return;
        }
      },
    };
    const running = await start(service(), { log: brief });
    await until(() => running.failure() !== null);
    expect(running.failure()?.message).toMatch(/ended the subscription/);
    await log.append('counter-1', 'no-stream', [counted(1)]);
    await reached(running, log);
    expect(totals(rows)).toEqual([{ stream: 'counter-1', total: 1 }]);
  });

  test('a log that closes first is a failure, not a busy loop, and the stop still ends', async () => {
    await log.append('counter-1', 'no-stream', [counted(1)]);
    const reaction: Reaction<never> = { name: 'when-any', on: {} };
    const running = await start(service({ reactions: [reaction] }));
    const other = openRows(':memory:');
    const readers = await start(
      {
        ...service(),
        service: 'reading',
        views: [],
        contractViews: [{ name: 'v', version: 1, tables: '', on: { 'counting.Counted.v1': () => {} } }],
      },
      { rows: other },
    );
    await reached(running, log);
    await log.close();
    await until(() => running.failure() !== null);
    await Promise.all([running.stop(), readers.stop()]);
    other.close();
  });

  test('a log that fails and comes back idle is well again without a new event', async () => {
    await log.append('counter-1', 'no-stream', [counted(1)]);
    let down = false;
    let cut = new AbortController();
    const flaky: EventLog = {
      ...log,
      async *subscribe({ signal, ...from }) {
        if (down) throw new Error('the line is cut');
        yield* log.subscribe({ ...from, signal: AbortSignal.any([signal, cut.signal]) });
        if (!signal.aborted) throw new Error('the line is cut');
      },
    };
    const running = await start(service(), { log: flaky });
    await reached(running, log);
    down = true;
    cut.abort();
    await until(() => running.failure() !== null);
    cut = new AbortController();
    down = false;
    await until(() => running.failure() === null);
    expect(totals(rows)).toEqual([{ stream: 'counter-1', total: 1 }]);
  });
});
