import { beforeEach, describe, expect, test } from 'vitest';
import type { NewEvent } from '../event.ts';
import { type EventLog, WrongRevisionError } from '../log.ts';
import { fresh, happened, idsOf, type LogUnderTest, several } from './log-under-test.ts';

/** What the same append, sent again, promises. */
export function retryContract(opened: () => LogUnderTest): void {
  describe('the same append again', () => {
    let log: EventLog;
    beforeEach(() => {
      log = opened().log;
    });

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
}
