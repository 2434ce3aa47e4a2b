import {
  ANY,
  END,
  NO_STREAM,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { expect, it } from 'vitest';
import { clientAfterRestart, clientForTest, overAppend, seats, seatsOf, standInForTest } from './testing.ts';

async function started() {
  const standIn = await standInForTest();
  return { standIn, client: clientForTest(standIn) };
}

it('a deleted stream is not found, and goes on at the next revision when it is written again', async () => {
  const { client, standIn } = await started();
  await client.appendToStream('clinic-1', seats(1, 3), { expectedRevision: NO_STREAM });
  await client.setStreamMetadata('clinic-1', { room: 'b' });
  await client.deleteStream('clinic-1', { expectedRevision: 2n });
  await expect(seatsOf(client, 'clinic-1')).rejects.toBeInstanceOf(StreamNotFoundError);
  expect((await client.getStreamMetadata('clinic-1')).metadata?.room).toBeUndefined();
  const { nextExpectedRevision } = await client.appendToStream('clinic-1', seats(4, 4), {
    expectedRevision: NO_STREAM,
  });
  expect(nextExpectedRevision).toBe(3n);
  expect(await seatsOf(client, 'clinic-1')).toEqual([4]);
  expect((await client.getStreamMetadata('clinic-1')).metadata).toMatchObject({ truncateBefore: 3 });
  await standIn.restart();
  expect(await seatsOf(await clientAfterRestart(standIn), 'clinic-1')).toEqual([4]);
});

it('a retry of the first append after a delete succeeds without a position, and the stream stays deleted', async () => {
  const { client } = await started();
  await client.appendToStream('clinic-1', seats(1, 2), { expectedRevision: NO_STREAM });
  await client.deleteStream('clinic-1');
  const again = await client.appendToStream('clinic-1', seats(1, 2), { expectedRevision: NO_STREAM });
  expect(again).toMatchObject({ nextExpectedRevision: 1n, position: undefined });
  await expect(seatsOf(client, 'clinic-1')).rejects.toBeInstanceOf(StreamNotFoundError);
});

it('what was never written cannot be deleted, and can be tombstoned once', async () => {
  const { client } = await started();
  await expect(client.deleteStream('clinic-1', { expectedRevision: ANY })).rejects.toEqual(
    expect.objectContaining({ constructor: WrongExpectedVersionError, expectedVersion: -2n, actualVersion: -1n }),
  );
  await client.tombstoneStream('clinic-1');
  await expect(client.tombstoneStream('clinic-1')).rejects.toBeInstanceOf(StreamDeletedError);
});

it('a wrong revision deletes nothing', async () => {
  const { client } = await started();
  await client.appendToStream('clinic-1', seats(1, 3), {});
  await expect(client.deleteStream('clinic-1', { expectedRevision: 0n })).rejects.toEqual(
    expect.objectContaining({ constructor: WrongExpectedVersionError, expectedVersion: 0n, actualVersion: 2n }),
  );
  expect(await seatsOf(client, 'clinic-1')).toEqual([1, 2, 3]);
});

it('a tombstoned stream refuses reads, appends over both calls, its metadata, and subscriptions', async () => {
  const { client } = await started();
  await client.appendToStream('clinic-1', seats(1, 1), {});
  await client.tombstoneStream('clinic-1', { expectedRevision: 0n });
  const deleted = expect.objectContaining({ constructor: StreamDeletedError, streamName: 'clinic-1' });
  await expect(seatsOf(client, 'clinic-1')).rejects.toEqual(deleted);
  await expect(client.appendToStream('clinic-1', seats(2, 2), {})).rejects.toEqual(deleted);
  await expect(client.appendToStream('clinic-1', seats(2, 2), overAppend)).rejects.toEqual(deleted);
  await expect(client.setStreamMetadata('clinic-1', {})).rejects.toBeInstanceOf(StreamDeletedError);
  const subscribing = async () => {
    for await (const _event of client.subscribeToStream('clinic-1')) expect.unreachable();
  };
  await expect(subscribing()).rejects.toEqual(deleted);
  const types: (string | undefined)[] = [];
  for await (const { event } of client.readAll({ direction: 'backwards', fromPosition: END, maxCount: 2 })) {
    types.push(event?.type);
    if (event?.type === '$streamDeleted') expect(event.revision).toBe(2n ** 63n - 1n);
  }
  expect(types).toEqual(['$streamDeleted', 'SeatTaken']);
});

it('a subscription sees the tombstone of its stream, then the error', async () => {
  const { client } = await started();
  await client.appendToStream('clinic-1', seats(1, 1), {});
  const seen: (string | undefined)[] = [];
  const subscribing = async () => {
    for await (const { event } of client.subscribeToStream('clinic-1', { fromRevision: START })) {
      seen.push(event?.type);
      if (seen.length === 1) await client.tombstoneStream('clinic-1');
    }
  };
  await expect(subscribing()).rejects.toBeInstanceOf(StreamDeletedError);
  expect(seen).toEqual(['SeatTaken', '$streamDeleted']);
});

it('$tb, $maxCount and $maxAge hide events and keep revisions; $all still shows them', async () => {
  const { client } = await started();
  await client.appendToStream('clinic-1', seats(0, 9), {});
  await client.setStreamMetadata('clinic-1', { truncateBefore: 4 });
  expect(await seatsOf(client, 'clinic-1')).toEqual([4, 5, 6, 7, 8, 9]);
  await client.setStreamMetadata('clinic-1', { maxCount: 2 });
  expect(await seatsOf(client, 'clinic-1')).toEqual([8, 9]);
  await client.setStreamMetadata('clinic-1', { truncateBefore: 10 });
  expect(await seatsOf(client, 'clinic-1')).toEqual([]);
  expect((await client.appendToStream('clinic-1', seats(10, 10), { expectedRevision: 9n })).nextExpectedRevision).toBe(
    10n,
  );
  expect(await seatsOf(client, 'clinic-1')).toEqual([10]);
  await client.setStreamMetadata('clinic-1', { maxAge: 0 });
  expect(await seatsOf(client, 'clinic-1')).toEqual([]);
  let inAll = 0;
  for await (const { event } of client.readAll()) if (event?.streamId === 'clinic-1') inAll += 1;
  expect(inAll).toBe(11);
});
