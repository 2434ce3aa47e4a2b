import { beforeEach, describe, expect, test } from 'vitest';
import type { Position } from '../event.ts';
import type { EventLog } from '../log.ts';
import { collect, fresh, happened, idsOf, type LogUnderTest, lastPosition, several, take } from './log-under-test.ts';

/** What a subscription promises. */
export function subscribeContract(opened: () => LogUnderTest): void {
  describe('subscribe', () => {
    let log: EventLog;
    beforeEach(() => {
      log = opened().log;
    });

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

    test('readers at other places and of other categories each get what is theirs', async () => {
      const [one, two] = [fresh(), fresh()];
      const { position } = await log.append(`${one}-1`, 'no-stream', [happened()]);
      const all = take(log, 4, { after: null, categories: [one, two] });
      const later = take(log, 2, { after: position, categories: [one] });
      const other = take(log, 1, { after: null, categories: [two] });
      const [a, b, c] = [happened(), happened(), happened()];
      await log.append(`${one}-1`, 0, [a]);
      await log.append(`${two}-1`, 'no-stream', [b]);
      await log.append(`${one}-2`, 'no-stream', [c]);
      expect(idsOf(await all).slice(1)).toEqual([a.id, b.id, c.id]);
      expect(idsOf(await later)).toEqual([a.id, c.id]);
      expect(idsOf(await other)).toEqual([b.id]);
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
      const category = fresh();
      await log.append(`${category}-1`, 'no-stream', [happened()]);
      stop.abort();
      await ended;
      const never = new AbortController();
      for await (const batch of log.subscribe({ after: null, categories: [category], signal: never.signal })) {
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
      const { position } = await log.append(`${category}-1`, 'no-stream', [happened()]);
      const readers = Array.from({ length: 150 }, () => take(log, 1, { after: position, categories: [category] }));
      const event = happened();
      expect((await log.append(`${category}-1`, 0, [event])).revision).toBe(1);
      for (const events of await Promise.all(readers)) expect(idsOf(events)).toEqual([event.id]);
    });
  });
}
