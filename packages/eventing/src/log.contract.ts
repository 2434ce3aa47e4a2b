import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewEvent, Position, RecordedEvent } from './event.ts';
import { type Batch, type EventLog, InvalidAppendError, WrongRevisionError } from './log.ts';

/** A log for one test, and what the suite may do with it. */
export type LogUnderTest = {
  readonly log: EventLog;
  /** Opens the same log anew, as after a restart. Absent where the log dies with its process. */
  readonly reopen?: () => Promise<EventLog>;
  /** Removes all that the test left. */
  readonly dispose: () => Promise<void>;
};

/** A log may be a server that others write to as well: each test has streams and a category of its own. */
const fresh = () => `c${randomUUID().replaceAll('-', '')}`;

const metadata = {
  commandId: 'command-1',
  at: '2026-03-01T09:00:00.000Z',
  actor: { person: 'person-1', organisation: 'RZZ01' },
  reason: 'Cover for the night',
};
const happened = (data: unknown = { note: 'x' }, id: string = randomUUID()): NewEvent => ({
  id,
  type: 'NoteWritten',
  version: 1,
  data,
  metadata,
});
const several = (count: number) => Array.from({ length: count }, (_, index) => happened({ index }));
const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

async function collect(batches: AsyncIterable<Batch>) {
  const events: RecordedEvent[] = [];
  const positions: Position[] = [];
  for await (const batch of batches) {
    events.push(...batch.events);
    positions.push(batch.position);
  }
  return { events, positions };
}

/** Reads a subscription until it has brought `count` events, then leaves it. */
async function take(log: EventLog, count: number, from: { after: Position | null; categories?: readonly string[] }) {
  const stop = new AbortController();
  const events: RecordedEvent[] = [];
  for await (const batch of log.subscribe({ ...from, signal: stop.signal })) {
    events.push(...batch.events);
    if (events.length >= count) stop.abort();
  }
  return events;
}

const lastPosition = async (log: EventLog) => (await log.head()) as Position;

/** What every adapter of the EventLog port promises. `open` gives an adapter for one test. */
export function logContract(name: string, open: () => Promise<LogUnderTest>): void {
  describe(`event log: ${name}`, () => {
    let under: LogUnderTest;
    let log: EventLog;
    beforeEach(async () => {
      under = await open();
      log = under.log;
    });
    afterEach(() => under.dispose());

    describe('append', () => {
      test('the first append of n events answers revision n - 1', async () => {
        const stream = `${fresh()}-1`;
        const appended = await log.append(stream, 'no-stream', several(3));
        expect(appended.revision).toBe(2);
        expect(appended.position).toMatch(/^\d{20}$/);
        expect((await log.append(stream, 2, several(2))).revision).toBe(4);
      });

      test('what was written is read again, word for word', async () => {
        const stream = `${fresh()}-1`;
        const event = happened({
          text: 'Zoë’s “night”\n\u2028',
          big: Number.MAX_SAFE_INTEGER,
          none: null,
          deep: [[{}]],
        });
        const { position } = await log.append(stream, 'no-stream', [event]);
        expect(await log.read(stream)).toEqual({ revision: 0, events: [{ ...event, stream, revision: 0, position }] });
      });

      test('an own write is readable at once', async () => {
        const stream = `${fresh()}-1`;
        for (let revision = -1; revision < 20; revision++) {
          await log.append(stream, revision < 0 ? 'no-stream' : revision, [happened()]);
          expect((await log.read(stream)).revision).toBe(revision + 1);
        }
      });

      test.each(['no-stream', 0, 7] as const)(
        'expecting %s of a stream at revision 2 is refused with the revision',
        async (expected) => {
          const stream = `${fresh()}-1`;
          await log.append(stream, 'no-stream', several(3));
          const refused = log.append(stream, expected, [happened()]);
          await expect(refused).rejects.toBeInstanceOf(WrongRevisionError);
          await expect(refused).rejects.toMatchObject({ code: 'wrong-revision', actual: 2 });
          expect((await log.read(stream)).revision).toBe(2);
        },
      );

      test('expecting a revision of a stream that does not exist is refused', async () => {
        await expect(log.append(`${fresh()}-1`, 0, [happened()])).rejects.toMatchObject({ actual: -1 });
      });

      test('an append is written whole or not at all', async () => {
        const stream = `${fresh()}-1`;
        await log.append(stream, 'no-stream', several(2));
        await expect(log.append(stream, 0, several(5))).rejects.toBeInstanceOf(WrongRevisionError);
        const cannotBeJson = happened(1n);
        await expect(log.append(stream, 1, [happened(), cannotBeJson])).rejects.toThrow();
        expect((await log.read(stream)).revision).toBe(1);
      });

      test('a refused append does not spoil those that were sent with it', async () => {
        const category = fresh();
        await log.append(`${category}-taken`, 'no-stream', [happened()]);
        const answers = await Promise.allSettled([
          log.append(`${category}-a`, 'no-stream', several(2)),
          log.append(`${category}-taken`, 'no-stream', several(2)),
          log.append(`${category}-b`, 'no-stream', several(2)),
        ]);
        expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        const { events } = await collect(log.readAll({ after: null, categories: [category] }));
        expect(events).toHaveLength(5);
      });

      test('of 20 racing writers at one revision exactly one wins', async () => {
        const stream = `${fresh()}-1`;
        await log.append(stream, 'no-stream', [happened()]);
        const answers = await Promise.allSettled(Array.from({ length: 20 }, () => log.append(stream, 0, [happened()])));
        expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const answer of answers)
          if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(WrongRevisionError);
        expect((await log.read(stream)).revision).toBe(1);
      });

      test('an append without events is refused', async () => {
        const stream = `${fresh()}-1`;
        await expect(log.append(stream, 'no-stream', [])).rejects.toBeInstanceOf(InvalidAppendError);
        await expect(log.append(stream, 'any', [])).rejects.toMatchObject({ code: 'invalid-append' });
        expect((await log.read(stream)).revision).toBe(-1);
      });

      test('an append over 1 MiB is refused, and one below is kept', async () => {
        const stream = `${fresh()}-1`;
        const large = () => happened({ text: 'x'.repeat(600_000) });
        await expect(log.append(stream, 'no-stream', [large(), large()])).rejects.toThrow(/Split it/);
        expect((await log.append(stream, 'no-stream', [large()])).revision).toBe(0);
        expect((await log.read(stream)).events[0]?.data).toEqual(large().data);
      });

      test('a stream of the log’s own is refused', async () => {
        await expect(log.append('$settings', 'any', [happened()])).rejects.toBeInstanceOf(InvalidAppendError);
        await expect(log.append('', 'any', [happened()])).rejects.toBeInstanceOf(InvalidAppendError);
      });
    });

    describe('the same append again', () => {
      test('the same ids at the same older revision write nothing and answer as the first time', async () => {
        const stream = `${fresh()}-1`;
        const [first, second] = [several(3), several(2)];
        const one = await log.append(stream, 'no-stream', first);
        const two = await log.append(stream, 2, second);
        await log.append(stream, 4, several(1));
        expect(await log.append(stream, 'no-stream', first)).toEqual(one);
        expect(await log.append(stream, 2, second)).toEqual(two);
        expect((await log.read(stream)).revision).toBe(5);
      });

      test('the first event of an append alone, at the same revision, is known too', async () => {
        const stream = `${fresh()}-1`;
        const events = several(3);
        await log.append(stream, 'no-stream', events);
        expect((await log.append(stream, 'no-stream', events.slice(0, 1))).revision).toBe(0);
        expect((await log.read(stream)).revision).toBe(2);
      });

      test.each<[string, (events: NewEvent[]) => NewEvent[]]>([
        ['one more', (events) => [...events, happened()]],
        ['a new last one', (events) => [...events.slice(0, -1), happened()]],
        ['another order', (events) => events.toReversed()],
        ['a new first one', (events) => [happened(), ...events.slice(1)]],
      ])('a partial overlap is refused and never completed: %s', async (_, change) => {
        const stream = `${fresh()}-1`;
        const events = several(3);
        await log.append(stream, 'no-stream', events);
        await expect(log.append(stream, 'no-stream', change(events))).rejects.toMatchObject({ actual: 2 });
        expect(idsOf((await log.read(stream)).events)).toEqual(idsOf(events));
      });

      test('known ids at a future revision are refused', async () => {
        const stream = `${fresh()}-1`;
        const events = several(2);
        await log.append(stream, 'no-stream', events);
        await expect(log.append(stream, 5, events)).rejects.toBeInstanceOf(WrongRevisionError);
      });

      test('a retry and its first try, sent together, write once', async () => {
        const stream = `${fresh()}-1`;
        const events = several(2);
        const answers = await Promise.all(Array.from({ length: 5 }, () => log.append(stream, 'no-stream', events)));
        expect(new Set(answers.map(({ revision }) => revision))).toEqual(new Set([1]));
        expect((await log.read(stream)).revision).toBe(1);
      });

      test('with any revision an append is written at least once', async () => {
        const stream = `${fresh()}-1`;
        const events = several(2);
        await log.append(stream, 'any', events);
        await log.append(stream, 'any', events);
        const { revision } = await log.read(stream);
        expect([1, 3]).toContain(revision);
      });
    });

    describe('read', () => {
      test('a stream that does not exist has revision -1 and no events', async () => {
        expect(await log.read(`${fresh()}-1`)).toEqual({ revision: -1, events: [] });
      });

      test('reading from a revision includes it; past the end there is nothing', async () => {
        const stream = `${fresh()}-1`;
        const events = several(5);
        await log.append(stream, 'no-stream', events);
        expect(idsOf((await log.read(stream, 3)).events)).toEqual(idsOf(events.slice(3)));
        expect(await log.read(stream, 5)).toEqual({ revision: 4, events: [] });
      });

      test('a reader cannot change what the next one reads', async () => {
        const stream = `${fresh()}-1`;
        const event = { ...happened({ tags: ['a'] }) };
        await log.append(stream, 'no-stream', [event]);
        (event.data as { tags: string[] }).tags.push('b');
        expect((await log.read(stream)).events[0]?.data).toEqual({ tags: ['a'] });
      });

      test('positions of the whole log increase strictly, and skip numbers', async () => {
        const category = fresh();
        for (let id = 0; id < 30; id++) await log.append(`${category}-${id % 3}`, 'any', several(2));
        const { events } = await collect(log.readAll({ after: null, categories: [category] }));
        const positions = events.map(({ position }) => position);
        expect(positions).toHaveLength(60);
        expect(positions).toEqual([...new Set(positions)].sort());
        expect(positions.some((position, i) => BigInt(position) - BigInt(positions[i - 1] ?? 0) > 1n)).toBe(true);
        expect(positions.at(-1)).toBe(await log.head());
      });

      test('reading on after a position leaves it out; from the head there is nothing', async () => {
        const category = fresh();
        for (let id = 0; id < 6; id++) await log.append(`${category}-${id}`, 'no-stream', [happened()]);
        const { events } = await collect(log.readAll({ after: null, categories: [category] }));
        const after = events[2]?.position as Position;
        const rest = await collect(log.readAll({ after, categories: [category] }));
        expect(idsOf(rest.events)).toEqual(idsOf(events.slice(3)));
        expect((await collect(log.readAll({ after: await lastPosition(log) }))).events).toEqual([]);
      });

      test('each stream comes in order, with its own revisions', async () => {
        const category = fresh();
        for (let id = 0; id < 12; id++) await log.append(`${category}-${id % 2}`, 'any', [happened({ id })]);
        const { events } = await collect(log.readAll({ after: null, categories: [category] }));
        for (const stream of [`${category}-0`, `${category}-1`]) {
          const own = events.filter((event) => event.stream === stream);
          expect(own.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
          expect(own).toEqual((await log.read(stream)).events);
        }
      });

      test('events that a filter leaves out still move the position', async () => {
        const [mine, other] = [fresh(), fresh()];
        await log.append(`${mine}-1`, 'no-stream', [happened()]);
        for (let id = 0; id < 5; id++) await log.append(`${other}-${id}`, 'no-stream', several(2));
        const { events, positions } = await collect(log.readAll({ after: null, categories: [mine] }));
        expect(events).toHaveLength(1);
        expect(positions.at(-1)).toBe(await log.head());
        const none = await collect(log.readAll({ after: events[0]?.position as Position, categories: [mine] }));
        expect(none.events).toEqual([]);
        expect(none.positions.at(-1)).toBe(await log.head());
      });

      test('a category is what stands before the first dash, and nothing else', async () => {
        const category = fresh();
        await log.append(`${category}-a-b`, 'no-stream', [happened()]);
        await log.append(`${category}x-1`, 'no-stream', [happened()]);
        await log.append(category, 'no-stream', [happened()]);
        const { events } = await collect(log.readAll({ after: null, categories: [category] }));
        expect(events.map(({ stream }) => stream)).toEqual([`${category}-a-b`, category]);
      });

      test('3000 events come in batches, in order, each once', async () => {
        const category = fresh();
        const ids: string[] = [];
        for (let id = 0; id < 30; id++) {
          const events = several(100);
          ids.push(...idsOf(events));
          await log.append(`${category}-${id}`, 'no-stream', events);
        }
        const { events, positions } = await collect(log.readAll({ after: null, categories: [category] }));
        expect(idsOf(events)).toEqual(ids);
        expect(positions.length).toBeGreaterThan(1);
      });
    });

    describe('subscribe', () => {
      test('history goes over into what comes, without a gap and without a duplicate', async () => {
        const category = fresh();
        for (let id = 0; id < 40; id++) await log.append(`${category}-old${id}`, 'no-stream', several(20));
        const all = take(log, 1200, { after: null, categories: [category] });
        for (let id = 0; id < 40; id++) await log.append(`${category}-new${id}`, 'no-stream', several(10));
        const ids = idsOf(await all);
        expect(ids).toHaveLength(1200);
        expect(new Set(ids).size).toBe(1200);
      });

      test('a subscription at a position starts after it', async () => {
        const category = fresh();
        const { position } = await log.append(`${category}-1`, 'no-stream', [happened()]);
        const next = happened();
        await log.append(`${category}-2`, 'no-stream', [next]);
        expect(idsOf(await take(log, 1, { after: position, categories: [category] }))).toEqual([next.id]);
      });

      test('a reader that stops after each event and resumes there misses none and sees none twice', async () => {
        const category = fresh();
        for (let id = 0; id < 7; id++) await log.append(`${category}-${id}`, 'no-stream', several(3));
        const all = (await collect(log.readAll({ after: null, categories: [category] }))).events;
        const seen: string[] = [];
        let after: Position | null = null;
        while (seen.length < all.length) {
          const [event] = await take(log, 1, { after, categories: [category] });
          seen.push(event?.id as string);
          after = event?.position as Position;
        }
        expect(seen).toEqual(idsOf(all));
      });

      test('it says when it has caught up, also when it starts at the head', async () => {
        const category = fresh();
        await log.append(`${category}-1`, 'no-stream', [happened()]);
        for (const after of [null, await lastPosition(log)]) {
          const stop = new AbortController();
          for await (const batch of log.subscribe({ after, categories: [category], signal: stop.signal })) {
            if (!batch.live) continue;
            expect(batch.position).toBe(await log.head());
            stop.abort();
          }
        }
      });

      test('events that the filter leaves out move a live subscription', async () => {
        const [mine, other] = [fresh(), fresh()];
        const { position } = await log.append(`${mine}-1`, 'no-stream', [happened()]);
        const stop = new AbortController();
        const appended = log.append(`${other}-1`, 'no-stream', several(2));
        for await (const batch of log.subscribe({ after: position, categories: [mine], signal: stop.signal })) {
          expect(batch.events).toEqual([]);
          if (batch.position >= ((await appended).position as Position)) stop.abort();
        }
      });

      test('a slow reader loses nothing', async () => {
        const category = fresh();
        const stop = new AbortController();
        const seen: string[] = [];
        const written: string[] = [];
        const reading = (async () => {
          for await (const batch of log.subscribe({ after: null, categories: [category], signal: stop.signal })) {
            if (batch.events.length === 0) continue;
            const events = several(5);
            if (written.length < 100) {
              written.push(...idsOf(events));
              await log.append(`${category}-${written.length}`, 'no-stream', events);
            }
            seen.push(...idsOf(batch.events));
            if (seen.length === 101) stop.abort();
          }
        })();
        const first = happened();
        await log.append(`${category}-first`, 'no-stream', [first]);
        await reading;
        expect(seen).toEqual([first.id, ...written]);
      });

      test('an abort ends a waiting subscription; leaving the loop ends one too', async () => {
        const stop = new AbortController();
        const ended = (async () => {
          for await (const { live } of log.subscribe({ after: null, categories: [fresh()], signal: stop.signal }))
            expect(live).toBeTypeOf('boolean');
        })();
        await log.append(`${fresh()}-1`, 'no-stream', [happened()]);
        stop.abort();
        await ended;
        const never = new AbortController();
        for await (const batch of log.subscribe({ after: null, signal: never.signal })) {
          expect(batch.position).toBeDefined();
          break;
        }
      });

      test('a subscription with an aborted signal brings nothing', async () => {
        await log.append(`${fresh()}-1`, 'no-stream', [happened()]);
        expect((await collect(log.subscribe({ after: null, signal: AbortSignal.abort() }))).events).toEqual([]);
      });

      test('150 subscriptions do not keep an append from its answer', async () => {
        const category = fresh();
        const readers = Array.from({ length: 150 }, () => take(log, 1, { after: null, categories: [category] }));
        const event = happened();
        expect((await log.append(`${category}-1`, 'no-stream', [event])).revision).toBe(0);
        for (const events of await Promise.all(readers)) expect(idsOf(events)).toEqual([event.id]);
      });
    });

    test('a closed log says so, and its subscriptions end', async () => {
      const waiting = take(log, Number.POSITIVE_INFINITY, { after: null });
      await log.append(`${fresh()}-1`, 'no-stream', [happened()]);
      await log.close();
      await waiting.catch(() => {});
      await expect(log.append(`${fresh()}-1`, 'any', [happened()])).rejects.toMatchObject({ code: 'log-unavailable' });
      await expect(log.read(`${fresh()}-1`)).rejects.toMatchObject({ code: 'log-unavailable' });
      await log.close();
    });

    test('appends that were sent before the close are written', async ({ skip }) => {
      if (!under.reopen) return skip('this log dies with its process');
      const category = fresh();
      const sent = Array.from({ length: 20 }, (_, id) => log.append(`${category}-${id}`, 'no-stream', [happened()]));
      await log.close();
      const written = (await Promise.allSettled(sent)).filter(({ status }) => status === 'fulfilled').length;
      log = await under.reopen();
      const { events } = await collect(log.readAll({ after: null, categories: [category] }));
      expect(events.length).toBeGreaterThanOrEqual(written);
    });

    test('a restart changes nothing: events, positions, the known append, the next revision', async ({ skip }) => {
      if (!under.reopen) return skip('this log dies with its process');
      const category = fresh();
      const stream = `${category}-1`;
      const events = several(3);
      const answer = await log.append(stream, 'no-stream', events);
      await log.append(stream, 2, several(2));
      const before = await collect(log.readAll({ after: null, categories: [category] }));
      const head = await log.head();
      await log.close();
      log = await under.reopen();
      expect(await log.head()).toBe(head);
      expect(await collect(log.readAll({ after: null, categories: [category] }))).toEqual(before);
      expect(await log.append(stream, 'no-stream', events)).toEqual(answer);
      const next = await log.append(stream, 4, [happened()]);
      expect(next.revision).toBe(5);
      expect((next.position as Position) > (head as Position)).toBe(true);
      expect(await take(log, 1, { after: head, categories: [category] })).toHaveLength(1);
    });
  });
}
