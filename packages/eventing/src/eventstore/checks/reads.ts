import { binaryEvent, NO_STREAM } from '@eventstore/db-client';
import { expect, test, vi } from 'vitest';
import { categoryOf, type Position } from '../../event.ts';
import { StreamDeletedError } from '../stream-deleted-error.ts';
import {
  allOf,
  clientOn,
  freshStream,
  idsOf,
  logOn,
  NEEDS_SWITCHES,
  notes,
  type OpenServer,
  OVER_APPEND,
  plain,
  take,
} from './server-under-test.ts';

const BEYOND = 2n ** 53n;

/** Checks 17 to 22, 27 and 33: what reads see of streams and of the whole log. */
export function readChecks(open: OpenServer): void {
  test('17: an own write is readable at once', async () => {
    const [log, stream] = [await logOn(await open()), freshStream()];
    for (let revision = 0; revision < 20; revision++) {
      await log.append(stream, revision === 0 ? 'no-stream' : revision - 1, notes(1));
      expect((await log.read(stream, revision)).events).toHaveLength(1);
    }
  });

  test('18: a missing, an emptied and a deleted stream differ', async () => {
    const server = await open();
    const [log, client, emptied, gone] = [await logOn(server), clientOn(server), freshStream(), freshStream()];
    await log.append(emptied, 'no-stream', notes(2));
    await client.setStreamMetadata(emptied, { truncateBefore: 2 });
    await log.append(gone, 'no-stream', notes(2));
    await client.tombstoneStream(gone);
    expect(await log.read(freshStream())).toEqual({ revision: -1, events: [] });
    await expect(log.read(emptied)).rejects.toThrow(/is there but empty.*restore the log/);
    await expect(log.read(gone)).rejects.toThrow(/was deleted for good.*restore the log/);
    await expect(log.append(gone, 'any', notes(1))).rejects.toBeInstanceOf(StreamDeletedError);
  });

  test('19: a stream that was deleted and begins anew continues its revisions', async () => {
    const server = await open();
    const [log, stream, anew] = [await logOn(server), freshStream(), notes(1)];
    await log.append(stream, 'no-stream', notes(3));
    await clientOn(server).deleteStream(stream);
    expect((await log.read(stream)).revision).toBe(-1);
    expect((await log.append(stream, 'no-stream', anew)).revision).toBe(3);
    expect(idsOf((await log.read(stream, 3)).events)).toEqual(idsOf(anew));
    await expect(log.read(stream)).rejects.toThrow(/begins at revision 3/);
  });

  test('20: truncated events are hidden, revisions stay', async () => {
    const server = await open();
    const [log, stream, events] = [await logOn(server), freshStream(), notes(4)];
    await log.append(stream, 'no-stream', events);
    await clientOn(server).setStreamMetadata(stream, { truncateBefore: 2 });
    const { revision, events: left } = await log.read(stream, 2);
    expect([revision, idsOf(left)]).toEqual([3, idsOf(events.slice(2))]);
    await expect(log.read(stream)).rejects.toThrow(/begins at revision 2/);
    expect((await log.append(stream, 3, notes(1))).revision).toBe(4);
  });

  test('21: positions of the whole log increase strictly, with gaps', async () => {
    const [log, stream] = [await logOn(await open()), freshStream()];
    await log.append(stream, 'no-stream', notes(40));
    const positions = (await allOf(log, categoryOf(stream))).map(({ position }) => BigInt(position));
    expect(positions).toHaveLength(40);
    const steps = positions.slice(1).map((position, i) => position - (positions[i] as bigint));
    expect(steps.every((step) => step > 0n)).toBe(true);
    expect(steps.some((step) => step > 1n)).toBe(true);
  });

  test('22: the server’s own events are skipped, and the position goes on past them', async () => {
    const server = await open();
    const [log, client, stream] = [await logOn(server), clientOn(server), freshStream()];
    const { position } = await log.append(stream, 'no-stream', notes(1));
    for (let count = 1; count <= 60; count++) await client.setStreamMetadata(stream, { maxCount: 1000 + count });
    if (server.standIn) expect(await log.head()).toBe(position);
    const next = notes(1);
    await log.append(stream, 0, next);
    const category = categoryOf(stream);
    expect(idsOf(await take(log, 1, { after: position, categories: [category] }))).toEqual(idsOf(next));
    expect(await allOf(log, category)).toHaveLength(2);
  });

  test('22: strangers’ events in other categories are passed over unread; in ours they are named', async () => {
    const server = await open();
    const [log, client, ours, theirs] = [await logOn(server), clientOn(server), freshStream(), freshStream()];
    await log.append(ours, 'no-stream', notes(1));
    const bytes = binaryEvent({ type: 'Photo', data: new Uint8Array([0, 255, 1]) });
    await client.appendToStream(theirs, [bytes, ...plain(1)], OVER_APPEND);
    await log.append(ours, 0, notes(1));
    expect(await allOf(log, categoryOf(ours))).toHaveLength(2);
    await expect(allOf(log, categoryOf(theirs))).rejects.toThrow(
      new RegExp(
        `Photo .* of ${theirs} at revision 0, position \\d{20}, was not written by Weft: its data are not JSON`,
      ),
    );
    await expect(take(log, 1, { after: null, categories: [categoryOf(theirs)] })).rejects.toThrow(
      /not written by Weft/,
    );
    await expect(log.read(theirs)).rejects.toMatchObject({ code: 'unreadable-event' });
  });

  test('27: leaving a read or a subscription cancels it on the server', async ({ skip }) => {
    const server = await open();
    if (!server.standIn) return skip(NEEDS_SWITCHES);
    const { standIn } = server;
    const [log, stream] = [await logOn(server), freshStream()];
    for (let count = 0; count < 5; count++)
      await log.append(stream, count === 0 ? 'no-stream' : count * 1000 - 1, notes(1000));
    for await (const _ of log.readAll({ after: null })) break;
    const { position } = await log.append(stream, 4999, notes(1));
    const stop = new AbortController();
    const ended = (async () => {
      for await (const { live } of log.subscribe({ after: position, signal: stop.signal })) expect(live).toBe(true);
    })();
    await vi.waitFor(() => expect(standIn.counts().openSubscriptions).toBe(1), { timeout: 20_000 });
    stop.abort();
    await ended;
    await vi.waitFor(() => expect(standIn.counts()).toMatchObject({ openReads: 0, openSubscriptions: 0 }), {
      timeout: 20_000,
    });
  });

  test('33: bytes, and positions and revisions beyond 2^53, survive', async ({ skip }) => {
    const plainServer = await open();
    const [client, photo] = [clientOn(plainServer), freshStream()];
    const bytes = new Uint8Array([0, 255, 1, 128]);
    await client.appendToStream(photo, binaryEvent({ type: 'Photo', data: bytes }), OVER_APPEND);
    for await (const { event } of client.readStream(photo)) expect(event?.data).toEqual(bytes);
    if (!plainServer.standIn) return skip(`the second half: ${NEEDS_SWITCHES}`);

    const server = await open({ firstPosition: BEYOND + 1n, firstRevision: BEYOND });
    const [log, large, stream] = [await logOn(server), clientOn(server), freshStream()];
    const { position, nextExpectedRevision } = await large.appendToStream(stream, plain(2), {
      expectedRevision: NO_STREAM,
      ...OVER_APPEND,
    });
    expect(nextExpectedRevision).toBe(BEYOND + 1n);
    expect(BigInt((await log.head()) as Position)).toBe(position?.commit);
    expect((position?.commit as bigint) > BEYOND).toBe(true);
    await expect(log.append(freshStream(), 'no-stream', notes(1))).rejects.toThrow(/this release counts to 2\^53/);
  });
}
