import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { eventKind, type NewEvent, type Position } from '../event.ts';
import { eventIdOf } from '../handler.ts';
import type { EventLog } from '../log.ts';
import { memoryBus } from '../memory-bus.ts';
import { memoryLog } from '../memory-log.ts';
import { openRows, type RowsFile } from '../rows.ts';
import { type Running, run } from '../run.ts';
import type { View } from '../view.ts';

const Counted = eventKind('Counted', z.object({ by: z.number() }));
type CountedEvent = ReturnType<typeof Counted.create>;

let made = 0;
const counted = (by: number): NewEvent => {
  made += 1;
  const metadata = { commandId: `c${made}`, at: '2026-03-01T09:00:00.000Z', actor: { person: 'p', organisation: 'o' } };
  return { id: eventIdOf('test', String(made), 0), type: 'Counted', version: 1, data: { by }, metadata };
};

const summing = (name: string, before: (by: number) => void = () => {}): View<never> => {
  const view: View<CountedEvent> = {
    name,
    version: 1,
    tables: `CREATE TABLE ${name} (one INTEGER PRIMARY KEY, total INTEGER, events INTEGER)`,
    on: {
      Counted(rows, { data }) {
        before(data.by);
        rows.run(
          `INSERT INTO ${name} VALUES (1, ?, 1) ON CONFLICT DO UPDATE SET total = total + excluded.total, events = events + 1`,
          data.by,
        );
      },
    },
  };
  return view as View<never>;
};
const unlessBroken = (switches: { isBroken: boolean }) => (by: number) => {
  if (switches.isBroken && by === 13) throw new Error('unlucky');
};

const PATIENCE_MS = 5000;
const atHead = async (running: Running) => running.waitFor((await log.head()) as Position, PATIENCE_MS);
/** Resolves when `holds` does, looking again each turn of the event loop. */
async function until(holds: () => boolean) {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

let log: EventLog;
let rows: RowsFile;
let subscriptions: number;
let running: Running | undefined;
const start = async (...views: readonly View<never>[]) => {
  const counting: EventLog = {
    ...log,
    subscribe(from) {
      subscriptions += 1;
      return log.subscribe(from);
    },
  };
  running = await run(
    { log: counting, bus: memoryBus(), rows },
    {
      service: 'counting',
      categories: [{ category: 'counter', kinds: [Counted] }],
      views,
      contractViews: [],
      reactions: [],
      contractReactions: [],
      publish: () => [],
    },
  );
  return running;
};
const total = (name: string) => rows.get<{ total: number }>(`SELECT total FROM ${name}`)?.total ?? 0;
const standing = (name: string) => running?.progress().find((one) => one.name === name);

beforeEach(() => {
  log = memoryLog();
  rows = openRows(':memory:');
  subscriptions = 0;
});
afterEach(async () => {
  await running?.stop();
  rows.close();
});

describe('views of one service', () => {
  test('a view that cannot take an event is named, and the others go on', async () => {
    await log.append('counter-1', 'no-stream', [counted(1), counted(13), counted(2)]);
    const failing = await start(summing('good'), summing('bad', unlessBroken({ isBroken: true })), summing('better'));
    await until(() => total('good') === 16 && total('better') === 16 && failing.failure() !== null);
    await log.append('counter-1', 2, [counted(4)]);
    await until(() => total('good') === 20 && total('better') === 20);
    expect(total('bad')).toBe(0);
    expect(failing.failure()?.message).toMatch(/View bad cannot take Counted .* unlucky/);
    expect(standing('bad')?.failure?.message).toMatch(/View bad cannot take/);
    expect(standing('good')).toEqual({ name: 'good', source: 'log', position: await log.head() });
  });

  test('it takes the event when it can, catches up, and goes with the others again', async () => {
    const switches = { isBroken: true };
    await log.append('counter-1', 'no-stream', [counted(1), counted(13)]);
    const mended = await start(summing('good'), summing('bad', unlessBroken(switches)));
    await until(() => total('good') === 14 && mended.failure() !== null);
    await log.append('counter-2', 'no-stream', [counted(100)]);
    switches.isBroken = false;
    await atHead(mended);
    expect([total('good'), total('bad'), mended.failure()]).toEqual([114, 114, null]);
    const before = subscriptions;
    for (let revision = 0; revision < 5; revision++) await log.append('counter-2', revision, [counted(1)]);
    await atHead(mended);
    expect([total('good'), total('bad')]).toEqual([119, 119]);
    expect(subscriptions).toBe(before);
  });

  test('the log is read once for all of them while all are well', async () => {
    await log.append('counter-1', 'no-stream', [counted(1)]);
    await atHead(await start(summing('one'), summing('two'), summing('three')));
    expect(subscriptions).toBe(1);
  });

  test('all of them may fail, each at its own event, and all come back', async () => {
    const [first, second] = [{ isBroken: true }, { isBroken: true }];
    await log.append('counter-1', 'no-stream', [counted(1), counted(13)]);
    const failing = await start(
      summing('one', unlessBroken(first)),
      summing('two', (by) => unlessBroken(second)(by === 1 ? 13 : 0)),
    );
    await until(() => standing('one')?.failure !== undefined && standing('two')?.failure !== undefined);
    first.isBroken = false;
    await until(() => total('one') === 14);
    expect(standing('two')?.failure).toBeDefined();
    second.isBroken = false;
    await log.append('counter-1', 1, [counted(2)]);
    await atHead(failing);
    expect([total('one'), total('two'), failing.failure()]).toEqual([16, 16, null]);
  });

  test('a stop in between keeps where each stands, and a restart goes on from there', async () => {
    await log.append('counter-1', 'no-stream', [counted(1), counted(13)]);
    const failing = await start(summing('good'), summing('bad', unlessBroken({ isBroken: true })));
    await until(() => total('good') === 14 && failing.failure() !== null);
    await failing.stop();
    await atHead(await start(summing('good'), summing('bad')));
    expect([total('good'), total('bad')]).toEqual([14, 14]);
  });
});

describe('a long history', () => {
  const events = 3000;
  const write = () =>
    log.append(
      'counter-1',
      'no-stream',
      Array.from({ length: events }, () => counted(1)),
    );
  const spin = () => {
    for (const until = performance.now() + 30; performance.now() < until; );
  };

  test('a view that takes its time leaves others their turns, and its position lies between batches', async () => {
    await write();
    const seen = new Set<string | null>();
    let taken = 0;
    const slow = await start(
      summing('slow', () => {
        taken += 1;
        if (taken % 300 === 0) spin();
      }),
    );
    slow.onChange(() => seen.add(slow.position()));
    await atHead(slow);
    expect(total('slow')).toBe(events);
    expect(seen.size).toBeGreaterThanOrEqual(5);
  });

  test('a view that is ahead of a slow one is not set back, and takes nothing twice', async () => {
    await write();
    await atHead(await start(summing('ahead')));
    await running?.stop();
    const head = await log.head();
    let taken = 0;
    const both = await start(
      summing('ahead'),
      summing('slow', () => {
        taken += 1;
        if (taken % 300 === 0) spin();
      }),
    );
    both.onChange(() => expect(standing('ahead')?.position).toBe(head));
    await atHead(both);
    expect([total('ahead'), total('slow'), both.failure()]).toEqual([events, events, null]);
  });

  test('an event in the middle that one view cannot take costs the others nothing', async () => {
    const all = Array.from({ length: events }, (_, index) => counted(index === 2500 ? 13 : 1));
    await log.append('counter-1', 'no-stream', all);
    const switches = { isBroken: true };
    const failing = await start(summing('good'), summing('bad', unlessBroken(switches)));
    await until(() => total('good') === events + 12 && failing.failure() !== null);
    switches.isBroken = false;
    await atHead(failing);
    expect([total('bad'), failing.failure()]).toEqual([events + 12, null]);
  });
});
