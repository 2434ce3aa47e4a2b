import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Decider, reject } from './decider.ts';
import { type EventOf, eventKind, type Metadata } from './event.ts';
import { eventIdOf, handler } from './handler.ts';
import type { EventLog } from './log.ts';
import { memoryLog } from './memory-log.ts';
import { specify } from './testing.ts';

const Opened = eventKind('Opened', z.object({ seats: z.number().int() }));
const SeatTaken = eventKind('SeatTaken', z.object({ by: z.string(), note: z.string().optional() }));
const kinds = [Opened, SeatTaken] as const;
type Happened = EventOf<typeof kinds>;
type Command =
  | { readonly type: 'Open'; readonly seats: number }
  | { readonly type: 'TakeSeat'; readonly by: string; readonly note?: string | undefined };
type State = { readonly seats: number; readonly taken: readonly string[] };

const clinic: Decider<State, Command, Happened, 'full' | 'not-open'> = {
  initial: { seats: 0, taken: [] },
  evolve: (state, event) =>
    event.type === 'Opened'
      ? { ...state, seats: event.data.seats }
      : { ...state, taken: [...state.taken, event.data.by] },
  decide(command, { seats, taken }) {
    if (command.type === 'Open') return seats > 0 ? [] : [Opened.create({ seats: command.seats })];
    if (seats === 0) return reject('not-open', 'The clinic is not open.');
    if (taken.length >= seats) return reject('full', `All ${seats} seats are taken.`, { by: taken });
    return [SeatTaken.create({ by: command.by, ...('note' in command && { note: command.note }) } as never)];
  },
};
const stream = { category: 'clinic', kinds, decider: clinic };
const by = (commandId: string): Metadata => ({
  commandId,
  at: '2026-03-01T09:00:00.000Z',
  actor: { person: 'person-1', organisation: 'RZZ01' },
});
const open = (seats: number): Command => ({ type: 'Open', seats });
const take = (who: string): Command => ({ type: 'TakeSeat', by: who });

describe('given, when, yields, refuses', () => {
  const clinicOf = specify(clinic);
  test('an open clinic gives a seat', () => {
    clinicOf(Opened.create({ seats: 1 }))
      .when(take('a'))
      .yields(SeatTaken.create({ by: 'a' }));
  });
  test('a full clinic refuses, and says who sits there', () => {
    const refused = clinicOf(Opened.create({ seats: 1 }), SeatTaken.create({ by: 'a' }))
      .when(take('b'))
      .refuses('full');
    expect(refused.details).toEqual({ by: ['a'] });
  });
  test('a wrong expectation fails the test', () => {
    const given = clinicOf(Opened.create({ seats: 1 })).when(take('a'));
    expect(() => given.yields(SeatTaken.create({ by: 'b' }))).toThrow();
    expect(() => given.refuses('full')).toThrow(/Expected a refusal/);
    expect(() => clinicOf().when(take('a')).refuses('full')).toThrow(/not-open/);
  });
});

describe('the handler', () => {
  test('answers with the events, their revision and their position', async () => {
    const log = memoryLog();
    const clinics = handler(log, stream);
    const answer = await clinics.handle('1', open(2), by('c1'));
    expect(answer).toEqual({ events: [Opened.create({ seats: 2 })], revision: 0, position: await log.head() });
    expect(await clinics.state('1')).toEqual({ state: { seats: 2, taken: [] }, revision: 0 });
  });

  test('a refusal writes nothing, and so does a command without effect', async () => {
    const log = memoryLog();
    const clinics = handler(log, stream);
    expect(await clinics.handle('1', take('a'), by('c1'))).toMatchObject({ rejected: 'not-open' });
    await clinics.handle('1', open(2), by('c2'));
    expect(await clinics.handle('1', open(3), by('c3'))).toEqual({ events: [], revision: 0, position: null });
    expect((await log.read('clinic-1')).revision).toBe(0);
  });

  test('a command sent again gets its first answer, also from another handler and after others', async () => {
    const log = memoryLog();
    const clinics = handler(log, stream);
    await clinics.handle('1', open(1), by('c1'));
    const first = await clinics.handle('1', take('a'), by('c2'));
    expect(await clinics.handle('1', take('b'), by('c3'))).toMatchObject({ rejected: 'full' });
    for (const any of [clinics, handler(log, stream)])
      expect(await any.handle('1', take('a'), by('c2'))).toEqual(first);
    expect((await log.read('clinic-1')).revision).toBe(1);
  });

  test('the first answer and the one from the log are the same in every key', async () => {
    const log = memoryLog();
    const clinics = handler(log, stream);
    await clinics.handle('1', open(1), by('c1'));
    const command: Command = { type: 'TakeSeat', by: 'a', note: undefined };
    const first = await clinics.handle('1', command, by('c2'));
    expect(first).toStrictEqual(await handler(log, stream).handle('1', command, by('c2')));
  });

  test('an event that its own schema refuses never reaches the log', async () => {
    const log = memoryLog();
    const clinics = handler(log, stream);
    await expect(clinics.handle('1', open(Number.NaN), by('c1'))).rejects.toThrow(/Opened/);
    await expect(clinics.handle('1', open(1.5), by('c2'))).rejects.toThrow(/Opened/);
    expect((await log.read('clinic-1')).revision).toBe(-1);
    expect(await clinics.handle('1', open(1), by('c3'))).toMatchObject({ revision: 0 });
  });

  test('30 commands at one stream from three handlers: each seat is taken once, the rest are refused', async () => {
    const log = memoryLog();
    const handlers = [handler(log, stream), handler(log, stream), handler(log, stream)];
    await handlers[0]?.handle('1', open(10), by('open'));
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => handlers[i % 3]?.handle('1', take(`p${i}`), by(`c${i}`))),
    );
    expect(answers.filter((answer) => answer && 'rejected' in answer)).toHaveLength(20);
    expect((await log.read('clinic-1')).revision).toBe(10);
  });

  test('a stream that never comes to rest is given up after 20 conflicts', async () => {
    const log = memoryLog();
    let reads = 0;
    const restless: EventLog = {
      ...log,
      read: async (name, from) => {
        const answer = await log.read(name, from);
        await handler(log, stream).handle('1', open(99), by(`other${reads}`));
        await handler(log, stream).handle('1', take('x'), by(`taker${reads++}`));
        return answer;
      },
    };
    await expect(handler(restless, stream).handle('1', open(5), by('c1'))).resolves.toBeDefined();
    await expect(handler(restless, stream).handle('1', take('me'), by('c2'))).rejects.toMatchObject({
      code: 'wrong-revision',
    });
    expect(reads).toBeGreaterThanOrEqual(20);
  });

  test('what is known of a stream is acted upon at once; a refusal is said only after a look at the log', async () => {
    const log = memoryLog();
    let reads = 0;
    const read: EventLog['read'] = (...args) => {
      reads++;
      return log.read(...args);
    };
    const [here, there] = [handler({ ...log, read }, stream), handler(log, stream)];
    await here.handle('1', open(1), by('c1'));
    expect(reads).toBe(1);
    await here.handle('1', take('a'), by('c2'));
    expect(reads).toBe(1);
    await there.handle('2', open(1), by('c3'));
    expect(await here.handle('2', take('a'), by('c4'))).toMatchObject({ revision: 1 });
    await there.handle('3', open(1), by('c5'));
    await here.handle('3', open(1), by('c6'));
    await there.handle('3', take('a'), by('c7'));
    expect(await here.handle('3', take('b'), by('c8'))).toMatchObject({ rejected: 'full', details: { by: ['a'] } });
  });

  test('an answer lost on the way is found again under the same command id', async () => {
    const log = memoryLog();
    let lose = true;
    const lossy: EventLog = {
      ...log,
      append: async (...append) => {
        const answer = await log.append(...append);
        if (lose) throw new Error('The line broke.');
        return answer;
      },
    };
    const clinics = handler(lossy, stream);
    await expect(clinics.handle('1', open(2), by('c1'))).rejects.toThrow('The line broke.');
    lose = false;
    expect(await clinics.handle('1', open(2), by('c1'))).toMatchObject({ revision: 0, events: [{ type: 'Opened' }] });
    expect((await log.read('clinic-1')).revision).toBe(0);
  });

  test('a failing command does not hold up the next one at the stream', async () => {
    const log = memoryLog();
    let fail = true;
    const clinics = handler(
      { ...log, read: async (...read) => (fail ? Promise.reject(new Error('down')) : log.read(...read)) },
      stream,
    );
    const [first, second] = [clinics.handle('1', open(1), by('c1')), clinics.handle('1', open(1), by('c2'))];
    await expect(first).rejects.toThrow('down');
    await expect(second).rejects.toThrow('down');
    fail = false;
    expect(await clinics.handle('1', open(1), by('c3'))).toMatchObject({ revision: 0 });
  });

  test('each of 3000 commands at one stream costs the same', async () => {
    const log = memoryLog();
    const counter = handler(log, {
      category: 'counter',
      kinds: [SeatTaken],
      decider: { initial: 0, evolve: (n: number) => n + 1, decide: (who: string) => [SeatTaken.create({ by: who })] },
    });
    let copied = 0;
    const RealSet = globalThis.Set;
    globalThis.Set = class<T> extends RealSet<T> {
      constructor(values?: Iterable<T> | null) {
        super(values);
        copied += this.size;
      }
    } as SetConstructor;
    try {
      for (let i = 0; i < 3000; i++) await counter.handle('1', `p${i}`, by(`c${i}`));
    } finally {
      globalThis.Set = RealSet;
    }
    expect(copied).toBeLessThan(3000);
    expect((await counter.state('1')).state).toBe(3000);
  });

  test('an event of an unknown kind stops its stream with the advice to upgrade', async () => {
    const log = memoryLog();
    const newer = eventKind('ClinicMoved', z.object({}));
    await log.append('clinic-1', 'no-stream', [
      { id: eventIdOf('clinic-1', 'c', 0), type: newer.type, version: 1, data: {}, metadata: by('c') },
    ]);
    await expect(handler(log, stream).handle('1', open(1), by('c1'))).rejects.toThrow(/newer release/);
  });

  test('a category with a dash is refused at once', () => {
    expect(() => handler(memoryLog(), { ...stream, category: 'out-patient' })).toThrow(/camelCase/);
  });

  test('event ids are the same for each try of a command, and differ otherwise', () => {
    expect(eventIdOf('clinic-1', 'c1', 0)).toBe(eventIdOf('clinic-1', 'c1', 0));
    const ids = [eventIdOf('clinic-1', 'c1', 1), eventIdOf('clinic-1', 'c2', 0), eventIdOf('clinic-2', 'c1', 0)];
    expect(new Set([...ids, eventIdOf('clinic-1', 'c1', 0)]).size).toBe(4);
  });
});
