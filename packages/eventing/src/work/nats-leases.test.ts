import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type NatsServer, natsServer, noServer } from '../nats/nats-server.fixture.ts';
import { natsLeases } from './nats-leases.ts';
import type { Leases } from './only-one.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

const quick = { leaseMs: 1500, patienceMs: 4000 };
const never = new AbortController().signal;

test.skipIf(noServer === null)(`leases in NATS are tested with a server: ${noServer}`, (context) => context.skip());

describe.skipIf(noServer)('leases in NATS', () => {
  let server: NatsServer;
  let one: Leases;
  let other: Leases;
  beforeEach(async () => {
    server = await natsServer();
    await server.start();
    one = natsLeases(server.url, quick);
    other = natsLeases(server.url, quick);
  });
  afterEach(async () => {
    await Promise.all([one.close(), other.close()]);
    await server.dispose();
  });

  /** Holds a lease until it is let go. */
  function held(leases: Leases, name: string) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const done = leases.onlyOne(name, never, () => {
      begun.resolve();
      return promise;
    });
    return {
      begun: begun.promise,
      end: async () => {
        resolve();
        await done;
      },
    };
  }

  test('work of one name is done by one at a time, and the next comes when it is free', async () => {
    let inside = 0;
    let most = 0;
    const done: number[] = [];
    const work = (index: number) => async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      done.push(index);
      inside -= 1;
    };
    await Promise.all([0, 1, 2, 3].map((index) => (index % 2 ? one : other).onlyOne('import-7', never, work(index))));
    expect(most).toBe(1);
    expect(done.sort()).toEqual([0, 1, 2, 3]);
  });

  test('work of another name is not waited for', async () => {
    const first = held(one, 'a');
    await first.begun;
    expect(await other.onlyOne('b', never, async () => 'done')).toBe('done');
    await first.end();
  });

  test('who waits gives up when told to', async () => {
    const first = held(one, 'a');
    await first.begun;
    const stop = new AbortController();
    const waited = other.onlyOne('a', stop.signal, async () => 'done');
    stop.abort(new Error('enough'));
    await expect(waited).rejects.toThrow('enough');
    await first.end();
  });

  test('the lease of somebody who is gone is taken over', async () => {
    const first = held(one, 'a');
    await first.begun;
    await one.close();
    expect(await other.onlyOne('a', never, async () => 'taken over')).toBe('taken over');
    await first.end();
  });

  test('a server that is away, or forgot everything, holds no work up', async () => {
    const impatient = natsLeases(server.url, { ...quick, patienceMs: 1000 });
    const first = held(one, 'a');
    await first.begun;
    await server.kill();
    server.wipe();
    await server.start();
    expect(await other.onlyOne('a', never, async () => 'after the wipe')).toBe('after the wipe');
    await first.end();
    await server.kill();
    expect(await impatient.onlyOne('a', never, async () => 'without')).toBe('without');
    await impatient.close();
  });
});
