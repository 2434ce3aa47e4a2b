import { ANY, NO_STREAM, STREAM_EXISTS, StreamDeletedError, WrongExpectedVersionError } from '@eventstore/db-client';
import { describe, expect, it } from 'vitest';
import { clientAfterRestart, clientForTest, idOf, overAppend, seats, seatsOf, standInForTest } from './testing.ts';

const wrong = (expected: unknown, actual: unknown) =>
  expect.objectContaining({
    constructor: WrongExpectedVersionError,
    expectedVersion: expected,
    actualVersion: actual,
  });

describe.each([
  ['BatchAppend', {}],
  ['Append', overAppend],
])('idempotency over %s', (_call, via) => {
  async function started() {
    const standIn = await standInForTest();
    const client = clientForTest(standIn);
    const append = (from: number, to: number, expectedRevision: bigint | 'any' | 'no_stream' | 'stream_exists') =>
      client.appendToStream('clinic-1', seats(from, to), { expectedRevision, ...via });
    const stored = () => seatsOf(client, 'clinic-1');
    return { standIn, client, append, stored };
  }

  it('a first append of n returns n - 1 and a position', async () => {
    const { append } = await started();
    const { nextExpectedRevision, position } = await append(1, 3, NO_STREAM);
    expect(nextExpectedRevision).toBe(2n);
    expect(position?.commit).toBeGreaterThan(0n);
    expect(position?.commit).toBe(position?.prepare);
  });

  it('the same ids at the same older revision succeed, write nothing, and return the old place', async () => {
    const { append, stored } = await started();
    const first = await append(1, 2, NO_STREAM);
    await append(3, 4, 1n);
    expect(await append(1, 2, NO_STREAM)).toEqual(first);
    expect((await append(3, 3, 1n)).nextExpectedRevision).toBe(2n);
    expect(await stored()).toEqual([1, 2, 3, 4]);
  });

  it('the same holds after a restart', async () => {
    const { standIn, append } = await started();
    const first = await append(1, 2, NO_STREAM);
    await append(3, 3, 1n);
    await standIn.restart();
    const again = await clientAfterRestart(standIn);
    expect(await again.appendToStream('clinic-1', seats(1, 2), { expectedRevision: NO_STREAM, ...via })).toEqual(first);
  });

  it('a partial overlap and other orders are refused', async () => {
    const { append, client, stored } = await started();
    await append(1, 3, NO_STREAM);
    await expect(append(2, 3, NO_STREAM)).rejects.toEqual(wrong(NO_STREAM, 2n));
    await expect(append(1, 4, NO_STREAM)).rejects.toEqual(wrong(NO_STREAM, 2n));
    await expect(
      client.appendToStream('clinic-1', seats(1, 3).reverse(), { expectedRevision: NO_STREAM, ...via }),
    ).rejects.toEqual(wrong(NO_STREAM, 2n));
    await expect(append(9, 9, 0n)).rejects.toEqual(wrong(0n, 2n));
    expect(await stored()).toEqual([1, 2, 3]);
  });

  it('known ids at a future revision are refused, and at the current one duplicated', async () => {
    const { append, stored } = await started();
    await append(1, 2, NO_STREAM);
    await expect(append(1, 2, 5n)).rejects.toEqual(wrong(5n, 1n));
    expect((await append(1, 2, 1n)).nextExpectedRevision).toBe(3n);
    expect(await stored()).toEqual([1, 2, 1, 2]);
  });

  it('any knows ids of late, refuses half of them, and forgets with a restart', async () => {
    const { standIn, append } = await started();
    const first = await append(1, 2, ANY);
    expect(await append(1, 2, ANY)).toEqual(first);
    await expect(append(1, 4, ANY)).rejects.toEqual(wrong(ANY, 1n));
    expect((await append(4, 4, STREAM_EXISTS)).nextExpectedRevision).toBe(2n);
    expect((await append(4, 4, STREAM_EXISTS)).nextExpectedRevision).toBe(2n);
    await standIn.restart();
    const again = await clientAfterRestart(standIn);
    await again.appendToStream('clinic-1', seats(1, 2), { expectedRevision: ANY, ...via });
    expect(await seatsOf(again, 'clinic-1')).toEqual([1, 2, 4, 1, 2]);
  });

  it('no events succeed at the current revision only', async () => {
    const { append, client } = await started();
    const none = (expectedRevision: bigint | 'any' | 'no_stream') =>
      client.appendToStream('clinic-1', [], { expectedRevision, ...via });
    expect((await none(NO_STREAM)).nextExpectedRevision).toBe(0n);
    await append(1, 2, NO_STREAM);
    expect((await none(1n)).nextExpectedRevision).toBe(1n);
    await expect(none(0n)).rejects.toEqual(wrong(0n, 1n));
  });

  it('stream_exists wants the stream, or its metadata', async () => {
    const { append, client } = await started();
    await expect(append(1, 1, STREAM_EXISTS)).rejects.toEqual(wrong(STREAM_EXISTS, NO_STREAM));
    await client.setStreamMetadata('clinic-1', { maxCount: 10 });
    expect((await append(1, 1, STREAM_EXISTS)).nextExpectedRevision).toBe(0n);
    await client.deleteStream('clinic-1');
    await expect(append(2, 2, STREAM_EXISTS)).rejects.toBeInstanceOf(StreamDeletedError);
  });

  it('of twenty writers at one revision, one wins', async () => {
    const { client } = await started();
    const tries = Array.from({ length: 20 }, (_, writer) =>
      client.appendToStream('clinic-1', seats(writer, writer, 100 + writer), { expectedRevision: NO_STREAM, ...via }),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const lost of settled) if (lost.status === 'rejected') expect(lost.reason).toEqual(wrong(NO_STREAM, 0n));
  });

  it('revisions past 2^53 and bytes come back as they were sent', async () => {
    const { append } = await started();
    await append(1, 1, NO_STREAM);
    await expect(append(2, 2, 2n ** 53n + 1n)).rejects.toEqual(wrong(2n ** 53n + 1n, 0n));
    expect(idOf(1)).toHaveLength(36);
  });
});
