import { beforeEach, describe, expect, test } from 'vitest';
import { type EventLog, InvalidAppendError, WrongRevisionError } from '../log.ts';
import { collect, fresh, happened, type LogUnderTest, several } from './log-under-test.ts';

/** What an append promises. */
export function appendContract(opened: () => LogUnderTest): void {
  describe('append', () => {
    let log: EventLog;
    beforeEach(() => {
      log = opened().log;
    });

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

    test('the position that an append answers is that of its last event, and at once the head', async () => {
      const stream = `${fresh()}-1`;
      const { position } = await log.append(stream, 'no-stream', several(3));
      expect(((await log.head()) as string) >= (position as string)).toBe(true);
      expect((await log.read(stream)).events.at(-1)?.position).toBe(position);
    });

    test('a stream may have any name after its category', async () => {
      const category = fresh();
      const streams = ['Zoë’s ward/7 50%', 'a-b--c', '日本', 'x'.repeat(200)].map((name) => `${category}-${name}`);
      for (const stream of streams) await log.append(stream, 'no-stream', [happened()]);
      const { events } = await collect(log.readAll({ after: null, categories: [category] }));
      expect(events.map(({ stream }) => stream)).toEqual(streams);
      for (const stream of streams) expect((await log.read(stream)).revision).toBe(0);
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
}
