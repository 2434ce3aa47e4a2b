import {
  AccessDeniedError,
  CancelledError,
  END,
  excludeSystemEvents,
  NO_STREAM,
  NotLeaderError,
  START,
  UnavailableError,
  UnknownError,
} from '@eventstore/db-client';
import { describe, expect, it } from 'vitest';
import { clientForTest, overAppend, seats, seatsOf, standInForTest } from './testing.ts';

const firstSeat = { expectedRevision: NO_STREAM } as const;

describe.each([
  ['BatchAppend', {}],
  ['Append', overAppend],
])('appends over %s', (call, via) => {
  it('a follower sends callers that require the leader there, and forwards the others', async () => {
    const leader = await standInForTest();
    const follower = await standInForTest({ faults: { notLeader: { host: leader.host, port: leader.port } } });
    const client = clientForTest(follower);
    const told = client.appendToStream('clinic-1', seats(1, 1), { ...firstSeat, requiresLeader: true, ...via });
    await expect(told).rejects.toEqual(
      expect.objectContaining({ constructor: NotLeaderError, leader: { address: leader.host, port: leader.port } }),
    );
    await client.appendToStream('clinic-1', seats(1, 1), { ...firstSeat, requiresLeader: true, ...via });
    expect(await seatsOf(clientForTest(leader), 'clinic-1')).toEqual([1]);
    await clientForTest(follower).appendToStream('clinic-2', seats(2, 2), { ...firstSeat, ...via });
    follower.faults.notLeader = { host: leader.host, port: leader.port, readOnly: true };
    await expect(
      clientForTest(follower).appendToStream('clinic-3', seats(3, 3), { ...firstSeat, ...via }),
    ).rejects.toBeInstanceOf(NotLeaderError);
  });

  it('a server that is not ready says so', async () => {
    const standIn = await standInForTest();
    const client = clientForTest(standIn);
    await client.appendToStream('clinic-1', seats(1, 1), { ...firstSeat, ...via });
    standIn.faults.notReady = true;
    const refused = client.appendToStream('clinic-1', seats(2, 2), { expectedRevision: 0n, ...via });
    await expect(refused).rejects.toEqual(
      expect.objectContaining({
        constructor: call === 'Append' ? UnavailableError : UnknownError,
        message: expect.stringContaining('Server Is Not Ready'),
      }),
    );
  });

  it('a mute server executes and answers late', async () => {
    const standIn = await standInForTest();
    const client = clientForTest(standIn);
    await client.appendToStream('clinic-1', seats(1, 1), { ...firstSeat, ...via });
    standIn.faults.muteAppends = true;
    const late = client.appendToStream('clinic-1', seats(2, 2), { expectedRevision: 0n, ...via });
    expect(await seatsOf(client, 'clinic-1')).toEqual([1]);
    standIn.faults.muteAppends = false;
    expect((await late).nextExpectedRevision).toBe(1n);
  });

  it('a lost reply leaves the append written, and its retry is told the old place', async () => {
    const standIn = await standInForTest({ faults: { loseReplies: 1 } });
    const client = clientForTest(standIn);
    const append = () => client.appendToStream('clinic-1', seats(1, 2), { ...firstSeat, ...via });
    await expect(append()).rejects.toBeInstanceOf(UnavailableError);
    expect((await append()).nextExpectedRevision).toBe(1n);
    expect(await seatsOf(client, 'clinic-1')).toEqual([1, 2]);
    standIn.faults.loseReplies = 1;
    standIn.faults.loseBy = 'cut';
    const third = client.appendToStream('clinic-1', seats(3, 3), { expectedRevision: 1n, ...via });
    await expect(third).rejects.toSatisfy(
      (error) => error instanceof UnavailableError || error instanceof CancelledError,
    );
    expect(standIn.faults.loseReplies).toBe(0);
  });

  it('an append that times out at the server is not written', async () => {
    const standIn = await standInForTest({ faults: { timeoutAppends: 1 } });
    const client = clientForTest(standIn);
    const append = () => client.appendToStream('clinic-1', seats(1, 1), { ...firstSeat, ...via });
    await expect(append()).rejects.toEqual(
      expect.objectContaining({ type: call === 'Append' ? 'timeout' : 'deadline-exceeded' }),
    );
    expect((await append()).nextExpectedRevision).toBe(0n);
  });

  it('a full disk refuses, reading goes on, and so does writing when there is room', async () => {
    const standIn = await standInForTest();
    const client = clientForTest(standIn);
    standIn.faults.fullDisk = true;
    const big = seats(1, 500);
    const refused = client.appendToStream('clinic-1', big, { ...firstSeat, ...via });
    await expect(refused).rejects.toEqual(expect.objectContaining({ message: expect.stringContaining('is full') }));
    await expect(seatsOf(client, 'clinic-1')).rejects.toEqual(expect.objectContaining({ type: 'stream-not-found' }));
    standIn.faults.fullDisk = false;
    expect((await client.appendToStream('clinic-1', big, { ...firstSeat, ...via })).nextExpectedRevision).toBe(499n);
  });

  it('who may not write is told so', async () => {
    const standIn = await standInForTest({ faults: { accessDenied: true } });
    const client = clientForTest(standIn);
    const append = () => client.appendToStream('clinic-1', seats(1, 1), { ...firstSeat, ...via });
    await expect(append()).rejects.toBeInstanceOf(AccessDeniedError);
    standIn.faults.accessDenied = false;
    standIn.faults.unauthenticated = true;
    await expect(append()).rejects.toBeInstanceOf(AccessDeniedError);
  });
});

it('a batch stream that ends with OK leaves its append pending, and the next stream works', async () => {
  const standIn = await standInForTest({ faults: { endBatches: 1 } });
  const client = clientForTest(standIn);
  const pending = client.appendToStream('clinic-1', seats(1, 1), firstSeat);
  const settled = pending.then(
    () => 'settled',
    () => 'settled',
  );
  await expect(seatsOf(client, 'clinic-1')).rejects.toThrow('not found');
  expect(await Promise.race([settled, seatsOf(client, '$users').then(() => 'pending')])).toBe('pending');
  const other = clientForTest(standIn);
  await other.appendToStream('clinic-2', seats(1, 1), firstSeat);
  expect(standIn.counts().batchAppendCalls).toBe(2);
});

it('a hundred calls fill a connection, and another client has its own', async () => {
  const standIn = await standInForTest({ maxStreams: 3 });
  const client = clientForTest(standIn);
  const subscriptions = [1, 2, 3].map(() => client.subscribeToAll({ fromPosition: END }));
  await Promise.all(subscriptions.map((subscription) => new Promise((told) => subscription.on('confirmation', told))));
  expect(standIn.counts().openSubscriptions).toBe(3);
  const starved = client.appendToStream('clinic-1', seats(1, 1), { ...firstSeat, ...overAppend, deadline: 300 });
  await expect(starved).rejects.toEqual(expect.objectContaining({ type: 'deadline-exceeded' }));
  for (const subscription of subscriptions) await subscription.unsubscribe();
  await client.appendToStream('clinic-1', seats(1, 1), { ...firstSeat, ...overAppend });
});

it('a silent end closes a subscription without an error, a broken one with', async () => {
  const standIn = await standInForTest();
  const client = clientForTest(standIn);
  const confirmed = async () => {
    const subscription = client.subscribeToAll({ fromPosition: END });
    subscription.resume();
    await new Promise((told) => subscription.on('confirmation', told));
    return subscription;
  };
  const ended = await confirmed();
  const silence = new Promise((told) => ended.on('end', () => told('end')));
  standIn.endSubscriptions();
  expect(await silence).toBe('end');
  const broken = await confirmed();
  const noise = new Promise((told) => broken.on('error', told));
  standIn.breakSubscriptions(14);
  expect(await noise).toBeInstanceOf(UnavailableError);
});

it('a checkpoint of 2^64-1 is sent when asked for', async () => {
  const standIn = await standInForTest({ faults: { checkpointAtEnd: true } });
  const client = clientForTest(standIn);
  const checkpoint = await new Promise((told) => {
    const subscription = client.subscribeToAll({
      fromPosition: START,
      filter: excludeSystemEvents({
        checkpointInterval: 1,
        checkpointReached: async (_subscription, { commit }) => told(commit),
      }),
    });
    subscription.resume();
  });
  expect(checkpoint).toBe(2n ** 64n - 1n);
});

it('a server without features is spoken to by Append', async () => {
  const standIn = await standInForTest({ faults: { noFeatures: true } });
  const client = clientForTest(standIn);
  await client.appendToStream('clinic-1', seats(1, 1), firstSeat);
  expect(standIn.counts()).toMatchObject({ appendCalls: 1, batchAppendCalls: 0 });
});
