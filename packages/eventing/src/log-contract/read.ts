import { beforeEach, describe, expect, test } from 'vitest';
import type { Position } from '../event.ts';
import type { EventLog } from '../log.ts';
import { collect, fresh, happened, idsOf, type LogUnderTest, lastPosition, several } from './log-under-test.ts';

/** What reading a stream and the whole log promises. */
export function readContract(opened: () => LogUnderTest): void {
  describe('read', () => {
    let log: EventLog;
    beforeEach(() => {
      log = opened().log;
    });

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

    test('a batch holds 512 events at most', async () => {
      const category = fresh();
      for (let id = 0; id < 4; id++) await log.append(`${category}-${id}`, 'no-stream', several(400));
      for await (const { events } of log.readAll({ after: null, categories: [category] }))
        expect(events.length).toBeLessThanOrEqual(512);
    });

    test('reading all ends about where the log ended at its first call, while others write on', async () => {
      const category = fresh();
      await log.append(`${category}-1`, 'no-stream', several(600));
      let revision = 599;
      const seen: number[] = [];
      for await (const { events } of log.readAll({ after: null, categories: [category] })) {
        seen.push(...events.map((event) => event.revision));
        revision = (await log.append(`${category}-1`, revision, several(600))).revision;
      }
      expect(seen.length).toBeLessThan(3000);
      expect(seen).toEqual(seen.map((_, index) => index));
    });
  });
}
