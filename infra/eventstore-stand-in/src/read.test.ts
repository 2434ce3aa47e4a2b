import {
  BACKWARDS,
  binaryEvent,
  END,
  eventTypeFilter,
  excludeSystemEvents,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  StreamNotFoundError,
  UnknownError,
} from '@eventstore/db-client';
import { expect, it } from 'vitest';
import { clientForTest, idOf, overAppend, type SeatTaken, seats, seatsOf, standInForTest } from './testing.ts';

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function started(options: Parameters<typeof standInForTest>[0] = {}) {
  const standIn = await standInForTest(options);
  return { standIn, client: clientForTest(standIn) };
}

it('a stream is read from a revision on, and backwards from it, that event included', async () => {
  const { client } = await started();
  await client.appendToStream('clinic-1', seats(0, 9), { expectedRevision: NO_STREAM });
  const read = async (options: Parameters<typeof client.readStream>[1]) =>
    (await all(client.readStream('clinic-1', options))).map(({ event }) => Number(event?.revision));
  expect(await read({ fromRevision: 7n })).toEqual([7, 8, 9]);
  expect(await read({ fromRevision: 2n, direction: BACKWARDS })).toEqual([2, 1, 0]);
  expect(await read({ fromRevision: END, direction: BACKWARDS, maxCount: 1 })).toEqual([9]);
  expect(await read({ fromRevision: 4n, maxCount: 2 })).toEqual([4, 5]);
  expect(await read({ fromRevision: 2n ** 53n + 1n })).toEqual([]);
});

it('a missing stream is not found; the end forwards, and a count of none, are errors', async () => {
  const { client } = await started();
  await expect(all(client.readStream('clinic-1'))).rejects.toBeInstanceOf(StreamNotFoundError);
  await client.appendToStream('clinic-1', seats(1, 1), { expectedRevision: NO_STREAM });
  await expect(all(client.readStream('clinic-1', { fromRevision: END }))).rejects.toBeInstanceOf(UnknownError);
  await expect(all(client.readStream('clinic-1', { maxCount: 0 }))).rejects.toBeInstanceOf(UnknownError);
});

it('a new server is not empty, and $all has gaps and goes on strictly', async () => {
  const { client } = await started();
  const before = await all(client.readAll());
  expect(before.length).toBeGreaterThan(3);
  expect(before.every(({ event }) => event?.streamId.startsWith('$') || event?.type.startsWith('$'))).toBe(true);
  await client.appendToStream('clinic-1', seats(1, 3), { expectedRevision: NO_STREAM });
  const positions = (await all(client.readAll())).map(({ event }) => event?.position?.commit ?? 0n);
  const steps = positions.slice(1).map((position, index) => position - (positions[index] ?? 0n));
  expect(steps.every((step) => step > 1n)).toBe(true);
  const down = await all(client.readAll({ direction: BACKWARDS, fromPosition: END }));
  expect(down.map(({ event }) => event?.position?.commit)).toEqual([...positions].reverse());
});

it('$all from a position includes it forwards, and not backwards; a position of no event is refused', async () => {
  const { client } = await started();
  await client.appendToStream('clinic-1', seats(1, 3), { expectedRevision: NO_STREAM });
  const [, second] = await all(client.readStream('clinic-1'));
  const position = second?.event?.position ?? { commit: 0n, prepare: 0n };
  const up = await all(client.readAll({ fromPosition: position, direction: FORWARDS }));
  expect(up.map(({ event }) => event?.revision)).toEqual([1n, 2n]);
  const [before] = await all(client.readAll({ fromPosition: position, direction: BACKWARDS, maxCount: 1 }));
  expect(before?.event?.revision).toBe(0n);
  const wrong = { commit: position.commit + 1n, prepare: position.commit + 1n };
  await expect(all(client.readAll({ fromPosition: wrong }))).rejects.toEqual(
    expect.objectContaining({ constructor: UnknownError, code: 2 }),
  );
  await expect(all(client.subscribeToAll({ fromPosition: wrong }))).rejects.toEqual(
    expect.objectContaining({ constructor: UnknownError, code: 3 }),
  );
});

it('$all with a count of none never ends, and leaving a read ends it at the server', async () => {
  const { client, standIn } = await started();
  const endless = client.readAll({ maxCount: 0 });
  endless.resume();
  while (standIn.counts().openReads === 0) await all(client.readStream('$users'));
  await endless.cancel();
  while (standIn.counts().openReads > 0) await new Promise(setImmediate);
});

it('bytes, metadata and times come back as they were sent', async () => {
  const { client } = await started();
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const event = binaryEvent({ id: idOf(1), type: 'Scanned', data: bytes, metadata: { $correlationId: 'c' } });
  const before = Date.now();
  for (const [stream, via] of [
    ['a', {}],
    ['b', overAppend],
  ] as const) {
    await client.appendToStream(stream, [event, jsonEvent({ type: 'Zürich', data: { ü: '✓' } })], { ...via });
    const [first, other] = await all(client.readStream(stream));
    expect(first?.event).toMatchObject({ isJson: false, id: idOf(1), type: 'Scanned', streamId: stream, revision: 0n });
    expect(Buffer.from(first?.event?.data as Uint8Array)).toEqual(Buffer.from(bytes));
    expect(first?.event?.metadata).toEqual({ $correlationId: 'c' });
    expect(first?.event?.created.getTime()).toBeGreaterThanOrEqual(before);
    expect(other?.event).toMatchObject({ type: 'Zürich', data: { ü: '✓' }, metadata: undefined });
  }
});

it('positions and revisions past 2^53 are exact', async () => {
  const { client } = await started({ firstPosition: 2n ** 53n + 1n, firstRevision: 2n ** 53n + 1n });
  const { nextExpectedRevision, position } = await client.appendToStream('clinic-1', seats(1, 2), {
    expectedRevision: NO_STREAM,
  });
  expect(nextExpectedRevision).toBe(2n ** 53n + 2n);
  const again = await client.appendToStream('clinic-1', seats(1, 2), { expectedRevision: NO_STREAM });
  expect(again).toMatchObject({ nextExpectedRevision, position });
  await client.appendToStream('clinic-1', seats(3, 3), { expectedRevision: nextExpectedRevision });
  expect(await seatsOf(client, 'clinic-1')).toEqual([1, 2, 3]);
  expect(position?.commit).toBeGreaterThan(2n ** 53n);
});

it('a subscription starts after its position, gives history, catches up, and goes on live', async () => {
  const { client } = await started();
  await client.appendToStream('clinic-1', seats(1, 50), { expectedRevision: NO_STREAM });
  const [first] = await all(client.readStream('clinic-1', { maxCount: 1 }));
  const order: (number | string)[] = [];
  const subscription = client.subscribeToAll({ fromPosition: first?.event?.position ?? START });
  subscription.on('confirmation', () => order.push('confirmed')).on('caughtUp', () => order.push('caught up'));
  for await (const { event } of subscription) {
    const seat = (event?.data as { seat: number } | undefined)?.seat ?? -1;
    order.push(seat);
    if (seat === 50) await client.appendToStream('clinic-1', seats(51, 51), { expectedRevision: 49n });
    if (seat === 51) break;
  }
  await subscription.unsubscribe();
  const expected = Array.from({ length: 49 }, (_, index) => index + 2);
  expect(order.filter((word) => typeof word === 'number')).toEqual([...expected, 51]);
  expect(order[0]).toBe('confirmed');
  expect(order).toContain('caught up');
});

it('a stream that is missing is waited for, and END means what comes after', async () => {
  const { client } = await started();
  const early = client.subscribeToStream('clinic-1', { fromRevision: START });
  await client.appendToStream('clinic-1', seats(1, 1), { expectedRevision: NO_STREAM });
  const late = client.subscribeToStream('clinic-1', { fromRevision: END });
  await new Promise((told) => {
    late.on('confirmation', told);
    late.on('data', () => {});
  });
  const fromLate = new Promise((told) => late.on('data', ({ event }) => told(event?.revision)));
  await client.appendToStream('clinic-1', seats(2, 2), { expectedRevision: 0n });
  expect(await fromLate).toBe(1n);
  const seen: (bigint | undefined)[] = [];
  for await (const { event } of early) if (seen.push(event?.revision) === 2) break;
  expect(seen).toEqual([0n, 1n]);
});

it('a filter lets through what matches, and tells how far it looked', async () => {
  const { client } = await started();
  await client.appendToStream('clinic-1', seats(1, 200), { expectedRevision: NO_STREAM });
  await client.appendToStream('clinic-2', [jsonEvent({ type: 'RoomClosed', data: {} })], {});
  const checkpoints: bigint[] = [];
  const subscription = client.subscribeToAll({
    fromPosition: START,
    filter: eventTypeFilter({
      prefixes: ['Room'],
      checkpointInterval: 1,
      checkpointReached: async (_subscription, { commit }) => void checkpoints.push(commit),
    }),
  });
  let found: string | undefined;
  for await (const { event } of subscription) {
    found = event?.type;
    break;
  }
  await subscription.unsubscribe();
  expect(found).toBe('RoomClosed');
  expect(checkpoints.length).toBeGreaterThanOrEqual(6);
  expect([...checkpoints].sort((a, b) => Number(a - b))).toEqual(checkpoints);
  const last = checkpoints.at(-1) ?? 0n;
  const rest = await all(client.readAll({ fromPosition: { commit: last, prepare: last } }));
  expect(rest.length).toBeGreaterThan(0);
  const users = client.subscribeToAll({ filter: excludeSystemEvents() });
  for await (const { event } of users) {
    expect(event?.type).toBe('SeatTaken');
    break;
  }
  await users.unsubscribe();
});

it('a slow reader gets everything', async () => {
  const { client } = await started();
  const [history, live] = [1500, 1500];
  for (let from = 1; from <= history; from += 500) await client.appendToStream('clinic-1', seats(from, from + 499), {});
  const seen: number[] = [];
  let caughtUp = 0;
  const subscription = client.subscribeToStream<SeatTaken>('clinic-1', {}, { highWaterMark: 1 });
  subscription.on('caughtUp', () => {
    caughtUp += 1;
  });
  for await (const { event } of subscription) {
    const seat = event?.data.seat ?? 0;
    seen.push(seat);
    if (seat === history)
      for (let from = history + 1; from <= history + live; from += 500)
        await client.appendToStream('clinic-1', seats(from, from + 499), {});
    if (seen.length === history + live) break;
  }
  await subscription.unsubscribe();
  expect(seen).toEqual(Array.from({ length: history + live }, (_, index) => index + 1));
  expect(caughtUp).toBeGreaterThanOrEqual(1);
});
