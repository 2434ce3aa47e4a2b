import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Position } from './event.ts';
import type { EventLog } from './log.ts';
import { appendContract } from './log-contract/append.ts';
import { collect, fresh, happened, type LogUnderTest, several, take } from './log-contract/log-under-test.ts';
import { readContract } from './log-contract/read.ts';
import { retryContract } from './log-contract/retry.ts';
import { subscribeContract } from './log-contract/subscribe.ts';

/** What every adapter of the EventLog port promises. `open` gives an adapter for one test. */
export function logContract(name: string, open: () => Promise<LogUnderTest>): void {
  describe(`event log: ${name}`, { timeout: 60_000 }, () => {
    let under: LogUnderTest;
    let log: EventLog;
    beforeEach(async () => {
      under = await open();
      log = under.log;
    });
    afterEach(() => under.dispose());
    appendContract(() => under);
    retryContract(() => under);
    readContract(() => under);
    subscribeContract(() => under);

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
