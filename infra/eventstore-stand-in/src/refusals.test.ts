import {
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  RequiredMetadataPropertyMissingError,
  UnknownError,
} from '@eventstore/db-client';
import { describe, expect, it } from 'vitest';
import { clientForTest, overAppend, seatsOf, standInForTest } from './testing.ts';

const sized = (bytes: number) => jsonEvent({ type: 'Scanned', data: 'x'.repeat(bytes - 2) });

describe.each([
  ['BatchAppend', {}],
  ['Append', overAppend],
])('refusals over %s', (call, via) => {
  it('1 MiB of data is taken, a byte more is refused whole', async () => {
    const client = clientForTest(await standInForTest());
    await client.appendToStream('a', [sized(1024 * 1024)], { ...via });
    const over = client.appendToStream('b', [sized(10), sized(1024 * 1024 - 9)], { ...via });
    await expect(over).rejects.toEqual(
      expect.objectContaining({ constructor: MaxAppendSizeExceededError, maxAppendSize: 1024 * 1024 }),
    );
    await expect(seatsOf(client, 'b')).rejects.toThrow('not found');
  });

  it('an id that is no GUID, and an event without a type, are refused', async () => {
    const client = clientForTest(await standInForTest());
    const bad = client.appendToStream('a', [jsonEvent({ id: 'seat-1', type: 'T', data: {} })], { ...via });
    await expect(bad).rejects.toBeInstanceOf(UnknownError);
    const none = client.appendToStream('a', [jsonEvent({ type: '', data: {} })], { ...via });
    await expect(none).rejects.toBeInstanceOf(call === 'Append' ? RequiredMetadataPropertyMissingError : UnknownError);
    await expect(seatsOf(client, 'a')).rejects.toThrow('not found');
  });
});

it('a batch append whose deadline has passed is not written', async () => {
  const client = clientForTest(await standInForTest());
  const late = client.appendToStream('a', [sized(10)], { expectedRevision: NO_STREAM, deadline: -60_000 });
  await expect(late).rejects.toEqual(expect.objectContaining({ type: 'deadline-exceeded' }));
  await expect(seatsOf(client, 'a')).rejects.toThrow('not found');
});

it('names outside ASCII survive a refusal', async () => {
  const client = clientForTest(await standInForTest());
  await client.appendToStream('klinik-ü', [sized(10)], {});
  const wrong = client.appendToStream('klinik-ü', [sized(10)], { expectedRevision: 7n, ...overAppend });
  await expect(wrong).rejects.toEqual(expect.objectContaining({ streamName: 'klinik-ü', actualVersion: 0n }));
  await client.tombstoneStream('klinik-ü');
  await expect(seatsOf(client, 'klinik-ü')).rejects.toEqual(expect.objectContaining({ type: 'stream-deleted' }));
});
