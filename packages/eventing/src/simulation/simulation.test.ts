import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Position } from '../event.ts';
import { WrongRevisionError } from '../log.ts';
import { type Parts, right, simulate } from './world.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('under crashes, power cuts, lost answers and redelivery every promise is kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.noShrink(fc.nat()), async (seed) => {
      expect(await simulate(seed, right)).toEqual([]);
    }),
    { numRuns: 250, seed: 20260301 },
  );
}, 60_000);

test('the same seed gives the same run', async () => {
  const bug: Parts = { ...right, commit: 'after-the-answer' };
  for (let seed = 0; seed < 10; seed++) expect(await simulate(seed, bug)).toEqual(await simulate(seed, bug));
});

/** Rows whose stored positions go where `store` sends them. */
const positions =
  (store: (write: () => void, later: (work: () => void) => void) => void): Parts['rows'] =>
  (rows, later) => ({
    ...rows,
    run(sql, ...values) {
      if (sql.includes('INTO positions')) store(() => rows.run(sql, ...values), later);
      else rows.run(sql, ...values);
    },
  });

let drawn = 0;
const bugs: Readonly<Record<string, Partial<Parts>>> = {
  'a command is acknowledged before it is committed': { commit: 'after-the-answer' },
  'what is not committed yet can be seen': { commit: 'after-it-is-seen' },
  'an append of two events is written in two commits': { splits: true },
  'a command is decided on a read that misses the newest event': {
    log: (log) => ({
      ...log,
      async read(stream, from) {
        const { revision, events } = await log.read(stream, from);
        return { revision, events: events.slice(0, -1) };
      },
    }),
  },
  'an append expects no revision': {
    log: (log) => ({ ...log, append: (stream, _expected, events) => log.append(stream, 'any', events) }),
  },
  'positions are not stored': { rows: positions(() => {}) },
  'positions are stored after the transaction of the rows': {
    rows: positions((write, later) => later(write)),
  },
  'positions are stored before the rows': {
    rows: (rows, later) => ({
      ...rows,
      run(sql, ...values) {
        const isOfView =
          !sql.includes('INTO positions') && !sql.includes('view_versions') && !sql.includes('DELETE FROM positions');
        if (isOfView) later(() => rows.run(sql, ...values));
        else rows.run(sql, ...values);
      },
    }),
  },
  'a conflict is answered as a success': {
    log: (log) => ({
      ...log,
      append: (...append) =>
        log.append(...append).catch(async (error: unknown) => {
          if (!(error instanceof WrongRevisionError)) throw error;
          return { revision: error.actual, position: await log.head() };
        }),
    }),
  },
  'a reaction sends its command under a random id': {
    commandId: (reaction) => `${reaction}/${drawn++}`,
  },
  'a retried command is decided again': {
    log: (log) => ({
      ...log,
      async read(stream, from) {
        const { revision, events } = await log.read(stream, from);
        const forgotten = events.map((event) => ({ ...event, metadata: { ...event.metadata, commandId: event.id } }));
        return { revision, events: forgotten };
      },
    }),
  },
  'a delivery that failed is not brought again': {
    bus: (bus) => ({
      ...bus,
      subscribe: (consumer) =>
        bus.subscribe({ ...consumer, deliver: (delivery) => consumer.deliver(delivery).catch(() => {}) }),
    }),
  },
  'the first event after a full batch is lost': {
    log: (log) => ({
      ...log,
      async *subscribe(from) {
        let isFull = false;
        for await (const batch of log.subscribe(from)) {
          yield isFull ? { ...batch, events: batch.events.slice(1) } : batch;
          isFull = !batch.live;
        }
      },
    }),
  },
  'a subscription resumes one event too far': {
    log: (log) => ({
      ...log,
      async *subscribe({ after, ...rest }) {
        let next: Position | null = after;
        if (after !== null)
          for await (const { events } of log.readAll({ after })) {
            next = events[0]?.position ?? after;
            break;
          }
        yield* log.subscribe({ after: next, ...rest });
      },
    }),
  },
};

test('a subscription that brings its last event again does no harm: it is known by its position', async () => {
  const inclusive: Parts = {
    ...right,
    log: (log) => ({
      ...log,
      async *subscribe({ after, ...rest }) {
        let last: Position | null = null;
        for await (const { events } of log.readAll({ after: null }))
          for (const { position } of events) if (after !== null && position < after) last = position;
        yield* log.subscribe({ after: last, ...rest });
      },
    }),
  };
  for (let seed = 0; seed < 50; seed++) expect(await simulate(seed, inclusive)).toEqual([]);
});

describe('a planted bug is found within 400 seeds', () => {
  test.each(Object.entries(bugs))('%s', { timeout: 60_000 }, async (_name, bug) => {
    let found: readonly string[] = [];
    for (let seed = 0; seed < 400 && found.length === 0; seed++) found = await simulate(seed, { ...right, ...bug });
    expect(found).not.toEqual([]);
  });
});
