import { ANY, jsonEvent, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client';
import { expect, test, vi } from 'vitest';
import { categoryOf, type NewEvent } from '../../event.ts';
import { InvalidAppendError, LogUnavailableError, WrongRevisionError } from '../../log.ts';
import {
  allOf,
  clientOn,
  eventually,
  freshStream,
  idsOf,
  logOn,
  NEEDS_SWITCHES,
  notes,
  type OpenServer,
  OVER_APPEND,
  plain,
} from './server-under-test.ts';

/** A call fails after 300 ms, all tries of it after a second. */
const HASTY = { callMs: 300, totalMs: 1000 };

/** Checks 1 to 16: what an append answers, and what a retry does. */
export function appendChecks(open: OpenServer): void {
  test('1: the first append of n events answers revision n - 1', async () => {
    const log = await logOn(await open());
    expect((await log.append(freshStream(), 'no-stream', notes(3))).revision).toBe(2);
  });

  test('2: a wrong revision is refused with the expected and the actual one', async () => {
    const server = await open();
    const [log, stream] = [await logOn(server), freshStream()];
    await log.append(stream, 'no-stream', notes(3));
    await expect(log.append(stream, 0, notes(1))).rejects.toMatchObject({ code: 'wrong-revision', actual: 2 });
    await expect(
      clientOn(server).appendToStream(stream, plain(1), { expectedRevision: 0n, ...OVER_APPEND }),
    ).rejects.toMatchObject({ expectedVersion: 0n, actualVersion: 2n });
  });

  test('3: the same ids at the same older revision write nothing and answer as the first time', async () => {
    const [log, stream] = [await logOn(await open()), freshStream()];
    const [first, second] = [notes(2), notes(2)];
    const answers = [await log.append(stream, 'no-stream', first), await log.append(stream, 1, second)];
    await log.append(stream, 3, notes(1));
    expect([await log.append(stream, 'no-stream', first), await log.append(stream, 1, second)]).toEqual(answers);
    expect((await log.read(stream)).revision).toBe(4);
  });

  test('4: a restart of the server changes nothing of that', async ({ skip }) => {
    const server = await open();
    if (!server.standIn) return skip(NEEDS_SWITCHES);
    const [log, stream, first] = [await logOn(server), freshStream(), notes(2)];
    const answer = await log.append(stream, 'no-stream', first);
    await log.append(stream, 1, notes(1));
    await server.standIn.restart();
    expect(await log.append(stream, 'no-stream', first)).toEqual(answer);
    expect((await log.read(stream)).revision).toBe(2);
  });

  test.each<[string, (events: NewEvent[]) => NewEvent[]]>([
    ['one more', (events) => [...events, ...notes(1)]],
    ['another last one', (events) => [...events.slice(0, -1), ...notes(1)]],
    ['another order', (events) => events.toReversed()],
  ])('5: a partial overlap is refused and not completed: %s', async (_, change) => {
    const [log, stream, events] = [await logOn(await open()), freshStream(), notes(3)];
    await log.append(stream, 'no-stream', events);
    await expect(log.append(stream, 'no-stream', change(events))).rejects.toMatchObject({ actual: 2 });
    expect(idsOf((await log.read(stream)).events)).toEqual(idsOf(events));
  });

  test('6: known ids at a future revision are refused', async () => {
    const [log, stream, events] = [await logOn(await open()), freshStream(), notes(2)];
    await log.append(stream, 'no-stream', events);
    await expect(log.append(stream, 5, events)).rejects.toBeInstanceOf(WrongRevisionError);
  });

  test('7: the same ids at the current revision are written again', async () => {
    const [log, stream, events] = [await logOn(await open()), freshStream(), notes(2)];
    await log.append(stream, 'no-stream', events);
    expect((await log.append(stream, 1, events)).revision).toBe(3);
    expect(idsOf((await log.read(stream)).events)).toEqual([...idsOf(events), ...idsOf(events)]);
  });

  test('8: with any revision an append is written at least once, and not sent again after an unknown outcome', async ({
    skip,
  }) => {
    const server = await open();
    const [log, stream, events] = [await logOn(server), freshStream(), notes(2)];
    await log.append(stream, 'any', events);
    await log.append(stream, 'any', events);
    const { revision } = await log.read(stream);
    expect([1, 3]).toContain(revision);
    if (!server.standIn) return skip(`the second half: ${NEEDS_SWITCHES}`);
    server.standIn.faults.loseReplies = 1;
    await expect(log.append(stream, 'any', notes(1))).rejects.toBeInstanceOf(LogUnavailableError);
    expect((await log.read(stream)).revision).toBe(revision + 1);
  });

  test('9: an append is written whole or not at all', async () => {
    const server = await open();
    const [log, stream] = [await logOn(server), freshStream()];
    await log.append(stream, 'no-stream', notes(2));
    await expect(log.append(stream, 0, notes(3))).rejects.toBeInstanceOf(WrongRevisionError);
    const [good, bad] = plain(2);
    const halfBad = [good, { ...bad, id: 'no uuid' }] as ReturnType<typeof plain>;
    await expect(
      clientOn(server).appendToStream(stream, halfBad, { expectedRevision: 1n, ...OVER_APPEND }),
    ).rejects.toThrow();
    expect((await log.read(stream)).revision).toBe(1);
  });

  test('10: an append without events is refused by the adapter', async () => {
    const [log, stream] = [await logOn(await open()), freshStream()];
    await expect(log.append(stream, 'no-stream', [])).rejects.toBeInstanceOf(InvalidAppendError);
    expect((await log.read(stream)).revision).toBe(-1);
  });

  test('11: an append over 1 MiB is refused by the adapter, and by the server', async ({ skip }) => {
    const server = await open();
    const [log, stream] = [await logOn(server), freshStream()];
    const large = { text: 'x'.repeat(1_100_000) };
    const [note] = notes(1) as [NewEvent];
    await expect(log.append(stream, 'no-stream', [{ ...note, data: large }])).rejects.toThrow(/Split it/);
    if (!server.standIn) return skip('the second half: the limit of a real server is its own');
    const tooLarge = jsonEvent({ type: 'Plain', data: large });
    await expect(clientOn(server).appendToStream(stream, tooLarge, OVER_APPEND)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
    });
    expect((await log.read(stream)).revision).toBe(-1);
  });

  test('12: both append calls of the client fail alike', async () => {
    const server = await open();
    const [client, stream, gone] = [clientOn(server), freshStream(), freshStream()];
    await client.appendToStream(stream, plain(1), { expectedRevision: NO_STREAM });
    await client.appendToStream(gone, plain(1), { expectedRevision: NO_STREAM });
    await client.tombstoneStream(gone);
    const failure = async (name: string, via: object) =>
      client.appendToStream(name, plain(1), { expectedRevision: name === gone ? ANY : 7n, ...via }).then(
        () => 'written',
        (error) => error.type,
      );
    for (const [name, type] of [
      [stream, 'wrong-expected-version'],
      [gone, 'stream-deleted'],
    ] as const) {
      expect(await failure(name, OVER_APPEND)).toBe(type);
      expect(await failure(name, {})).toBe(type);
    }
    await expect(client.appendToStream(stream, plain(1), { expectedRevision: 7n })).rejects.toBeInstanceOf(
      WrongExpectedVersionError,
    );
  });

  test('13: a server that says nothing is left in time, and its late reply does no harm', async ({ skip }) => {
    const server = await open();
    if (!server.standIn) return skip(NEEDS_SWITCHES);
    const [log, stream, events] = [await eventually(() => logOn(server, HASTY)), freshStream(), notes(2)];
    server.standIn.faults.mute = true;
    const unanswered = [log.append(stream, 'no-stream', events), log.read(stream), log.head()];
    // The first that finds the line silent leaves it; who else waits on it hears that it broke.
    const answers = (await Promise.allSettled(unanswered)) as PromiseRejectedResult[];
    for (const { reason } of answers) expect(reason).toMatchObject({ code: 'log-unavailable' });
    const said = answers.map(({ reason }) => String(reason));
    expect(said.join('\n')).toContain('no answer in time');
    for (const words of said) expect(words).toMatch(/no answer in time|the connection broke|it was cancelled/);
    server.standIn.faults.mute = false;
    expect((await eventually(() => log.append(stream, 'no-stream', events))).revision).toBe(1);
    expect(idsOf((await eventually(() => log.read(stream))).events)).toEqual(idsOf(events));
  });

  test('14: a server that is not ready is asked again; a batch stream that ends is not noticed', async ({ skip }) => {
    const server = await open();
    if (!server.standIn) return skip(NEEDS_SWITCHES);
    const { standIn } = server;
    const [log, stream] = [await logOn(server), freshStream()];
    standIn.faults.endBatches = Number.POSITIVE_INFINITY;
    standIn.faults.notReady = true;
    const before = standIn.counts().appendCalls;
    const appended = log.append(stream, 'no-stream', notes(1));
    await vi.waitFor(() => expect(standIn.counts().appendCalls).toBeGreaterThan(before + 1), { timeout: 20_000 });
    standIn.faults.notReady = false;
    expect((await appended).revision).toBe(0);
    expect(standIn.counts().batchAppendCalls).toBe(0);
  });

  test.for(['loseReplies', 'timeoutAppends'] as const)(
    '14: with %s an append at an exact revision is sent again, and is there once',
    async (fault, { skip }) => {
      const server = await open();
      if (!server.standIn) return skip(NEEDS_SWITCHES);
      const [log, stream, events] = [await logOn(server), freshStream(), notes(2)];
      server.standIn.faults[fault] = 3;
      expect((await log.append(stream, 'no-stream', events)).revision).toBe(1);
      expect(idsOf((await log.read(stream)).events)).toEqual(idsOf(events));
    },
  );

  test('15: a node that no longer leads sends the next try to the leader', async ({ skip }) => {
    const [server, leader] = [await open(), await open()];
    if (!server.standIn || !leader.standIn) return skip(NEEDS_SWITCHES);
    const [log, stream, events] = [await logOn(server), freshStream(), notes(1)];
    server.standIn.faults.notLeader = { host: leader.standIn.host, port: leader.standIn.port };
    expect((await log.append(stream, 'no-stream', events)).revision).toBe(0);
    expect(idsOf((await log.read(stream)).events)).toEqual(idsOf(events));
    expect(idsOf((await (await logOn(leader)).read(stream)).events)).toEqual(idsOf(events));
  });

  test('16: of 20 racing writers one wins', async () => {
    const [log, stream] = [await logOn(await open()), freshStream()];
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => log.append(stream, 'no-stream', notes(1))),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await allOf(log, categoryOf(stream))).toHaveLength(1);
  });
}
