import { expect, test, vi } from 'vitest';
import { categoryOf, type Position } from '../../event.ts';
import {
  clientOn,
  eventually,
  freshStream,
  idsOf,
  logOn,
  NEEDS_SWITCHES,
  notes,
  type OpenServer,
  take,
} from './server-under-test.ts';

const UNAVAILABLE = 14;
const CANCELLED = 1;

/** Checks 23 to 29 without 27: catch-up subscriptions, over faults of the server. */
export function subscriptionChecks(open: OpenServer): void {
  test('23: subscribing at a position starts after it', async () => {
    const [log, stream, next] = [await logOn(await open()), freshStream(), notes(1)];
    const { position } = await log.append(stream, 'no-stream', notes(2));
    await log.append(stream, 1, next);
    expect(idsOf(await take(log, 1, { after: position, categories: [categoryOf(stream)] }))).toEqual(idsOf(next));
  });

  test('24: history goes over into what comes without a gap and without a duplicate', async () => {
    const [log, stream] = [await logOn(await open()), freshStream()];
    const ids: string[] = [];
    const write = async () => {
      const events = notes(50);
      await log.append(stream, ids.length === 0 ? 'no-stream' : ids.length - 1, events);
      ids.push(...idsOf(events));
    };
    for (let count = 0; count < 20; count++) await write();
    const all = Promise.all(
      Array.from({ length: 3 }, () => take(log, 2000, { after: null, categories: [categoryOf(stream)] })),
    );
    for (let count = 0; count < 20; count++) await write();
    for (const events of await all) expect(idsOf(events)).toEqual(ids);
  });

  test.for<[string, 'end' | 'break' | 'cancel' | 'drop' | 'restart', boolean]>([
    ['25: a silent end', 'end', false],
    ['25: an error', 'break', false],
    ['25: a cancellation', 'cancel', false],
    ['25: a broken connection', 'drop', false],
    ['25: a restart of the server', 'restart', false],
    ['26: a silent end with checkpoints at 2^64 - 1', 'end', true],
  ])('%s is resumed after the last handled position', async ([_, fault, checkpointAtEnd], { skip }) => {
    const server = await open();
    const { standIn } = server;
    if (!standIn) return skip(NEEDS_SWITCHES);
    standIn.faults.checkpointAtEnd = checkpointAtEnd;
    const [log, stream] = [await logOn(server), freshStream()];
    const ids: string[] = [];
    const write = async () => {
      const events = notes(3);
      await log.append(stream, ids.length === 0 ? 'no-stream' : ids.length - 1, events);
      ids.push(...idsOf(events));
    };
    await write();
    const all = Promise.all(
      Array.from({ length: 2 }, () => take(log, 21, { after: null, categories: [categoryOf(stream)] })),
    );
    for (let round = 0; round < 3; round++) {
      await vi.waitFor(() => expect(standIn.counts().openSubscriptions).toBe(1), { timeout: 20_000 });
      await write();
      if (fault === 'end') standIn.endSubscriptions();
      if (fault === 'break') standIn.breakSubscriptions(UNAVAILABLE);
      if (fault === 'cancel') standIn.breakSubscriptions(CANCELLED);
      if (fault === 'drop') standIn.dropConnections();
      if (fault === 'restart') await standIn.restart();
      await write();
    }
    for (const events of await all) expect(idsOf(events)).toEqual(ids);
  });

  test('25: a subscription that falls silent is noticed, and goes on when the server speaks again', async ({
    skip,
  }) => {
    const server = await open();
    const { standIn } = server;
    if (!standIn) return skip(NEEDS_SWITCHES);
    const hasty = () => logOn(server, { callMs: 500, totalMs: 1000 });
    const [log, stream, first, next] = [await eventually(hasty), freshStream(), notes(1), notes(1)];
    const { position } = await eventually(() => log.append(stream, 'no-stream', first));
    const taken = take(log, 1, { after: position });
    taken.catch(() => {});
    await vi.waitFor(() => expect(standIn.counts().openSubscriptions).toBe(1), { timeout: 20_000 });
    standIn.faults.muteSubscriptions = true;
    await eventually(() => log.append(stream, 0, next));
    await expect(taken).rejects.toMatchObject({ code: 'log-unavailable' });
    standIn.faults.muteSubscriptions = false;
    expect(idsOf(await eventually(() => take(log, 1, { after: position })))).toEqual(idsOf(next));
  });

  test('25: a stream that is deleted under a subscription breaks nothing', async () => {
    const server = await open();
    const [log, client, stream, other] = [await logOn(server), clientOn(server), freshStream(), freshStream()];
    await log.append(stream, 'no-stream', notes(2));
    const categories = [categoryOf(stream), categoryOf(other)];
    const all = take(log, 5, { after: null, categories });
    await log.append(stream, 1, notes(1));
    await client.tombstoneStream(stream);
    const last = notes(2);
    await log.append(other, 'no-stream', last);
    // What was read before the deletion depends on when the page was read; what comes after it does not.
    expect(idsOf(await all).slice(-2)).toEqual(idsOf(last));
  });

  test('28: 150 subscriptions do not keep an append from its answer', async () => {
    const server = await open();
    const { standIn } = server;
    const [log, stream, first] = [await logOn(server), freshStream(), notes(1)];
    const categories = [categoryOf(stream)];
    const { position } = await log.append(stream, 'no-stream', notes(1));
    if (standIn) standIn.faults.muteReads = true;
    const readers = Array.from({ length: 150 }, () => take(log, 2, { after: position, categories }));
    expect((await log.append(stream, 0, first)).revision).toBe(1);
    if (standIn) standIn.faults.muteReads = false;
    await log.append(stream, 1, notes(1));
    for (const events of await Promise.all(readers)) expect(events[0]?.id).toBe(first[0]?.id);
    if (standIn) expect(standIn.counts().connections).toBeLessThanOrEqual(4);
  });

  test('29: what a slow reader has not asked for stays on the server', async ({ skip }) => {
    const server = await open();
    const { standIn } = server;
    if (!standIn) return skip(NEEDS_SWITCHES);
    const [log, stream] = [await logOn(server), freshStream()];
    const seen: string[] = [];
    const ids: string[] = [];
    for (let count = 0; count < 6; count++) {
      const events = notes(1000);
      await log.append(stream, count === 0 ? 'no-stream' : count * 1000 - 1, events);
      ids.push(...idsOf(events));
    }
    let after: Position | null = null;
    const stop = new AbortController();
    for await (const batch of log.subscribe({ after, categories: [categoryOf(stream)], signal: stop.signal })) {
      expect(batch.events.length).toBeLessThanOrEqual(512);
      // While the reader is at work, nothing is open on the server until it is live.
      if (!batch.live) await vi.waitFor(() => expect(standIn.counts().openReads).toBe(0), { timeout: 20_000 });
      seen.push(...idsOf(batch.events));
      after = batch.position;
      if (batch.live) stop.abort();
    }
    expect(seen).toEqual(ids);
  });
}
