import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { natsLink } from '../nats/nats-link.ts';
import { type NatsServer, natsServer, noServer } from '../nats/nats-server.fixture.ts';
import { namesOf, objectsOf } from './nats-names.ts';
import { natsParts } from './nats-parts.ts';
import { natsWorkQueue } from './nats-work-queue.ts';
import { workQueueContract } from './work-queue.contract.ts';
import { type Outcome, type Piece, WorkDroppedError, type WorkQueue } from './work-queue.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

const settings = { queue: 'test', ackWaitMs: 2000, tries: 4 };
const never = new AbortController().signal;

test.skipIf(noServer === null)(`a queue in NATS is tested with a server: ${noServer}`, (context) => context.skip());

if (noServer === null)
  workQueueContract('in NATS', async () => {
    const server = await natsServer();
    await server.start();
    const queues: WorkQueue[] = [];
    return {
      open() {
        const queue = natsWorkQueue(server.url, settings);
        queues.push(queue);
        return queue;
      },
      async dispose() {
        await Promise.all(queues.map((queue) => queue.close()));
        await server.dispose();
      },
    };
  });

describe.skipIf(noServer)('a work queue in NATS', () => {
  let server: NatsServer;
  let queues: WorkQueue[];
  let children: ChildProcess[];
  const open = () => {
    const queue = natsWorkQueue(server.url, settings);
    queues.push(queue);
    return queue;
  };
  beforeEach(async () => {
    server = await natsServer();
    await server.start();
    queues = [];
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(queues.map((queue) => queue.close()));
    await server.dispose();
  });
  const ask = (id: string, input: unknown = null) => {
    const outcome = open().run(id, { input: async () => input, signal: never });
    outcome.catch(() => {});
    return outcome;
  };
  /** Works until it is let go; `begun` resolves with the first piece. */
  function held() {
    const begun = Promise.withResolvers<Piece>();
    const end = Promise.withResolvers<Outcome>();
    let times = 0;
    return {
      begun: begun.promise,
      end: end.resolve,
      times: () => times,
      worker(piece: Piece) {
        times += 1;
        begun.resolve(piece);
        return end.promise;
      },
    };
  }
  async function wiped() {
    await server.kill();
    server.wipe();
    await server.start();
  }

  /** A process that takes work and counts. */
  const counting = () => {
    const child = fork(new URL('./counting-worker.fixture.ts', import.meta.url), [server.url, settings.queue], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(child);
    return child;
  };
  /** The queue's parts, as somebody from outside sees them. */
  async function fromOutside() {
    const link = natsLink(server.url, 'test');
    const names = namesOf(link.address.prefix, settings.queue);
    // An older server refuses one of several who make the same stream at a time.
    const made = async () => natsParts(await link.connected(), { ...settings, names, replicas: 1 });
    return { link, ...(await vi.waitFor(made, { timeout: 20_000 })) };
  }
  /** How far the checkpoint of a piece is once it was written twice. */
  async function countKept(id: string): Promise<number> {
    const { link, store } = await fromOutside();
    const counts = new Set<number>();
    await vi.waitFor(
      async () => {
        const found = await store.read(objectsOf(id).checkpoint);
        if (found) counts.add((found.value as { count: number }).count);
        expect(counts.size).toBeGreaterThan(1);
      },
      { timeout: 60_000, interval: 20 },
    );
    await link.close();
    return Math.max(...counts);
  }
  const reading = async ({ checkpoint }: Piece) => ({ result: checkpoint });

  test('a worker that is killed loses no more than its last checkpoint', async () => {
    const child = counting();
    const outcome = ask('killed');
    const written = await countKept('killed');
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    await open().take(reading, 1);
    const { result } = (await outcome) as { result: { count: number } };
    expect(result.count).toBeGreaterThanOrEqual(written);
  });

  test('a worker that stands still is replaced, and gives up when it wakes', async () => {
    const child = counting();
    const outcome = ask('still');
    const written = await countKept('still');
    child.kill('SIGSTOP');
    await open().take(reading, 1);
    const { result } = (await outcome) as { result: { count: number } };
    expect(result.count).toBeGreaterThanOrEqual(written);
    const told = once(child, 'message');
    child.kill('SIGCONT');
    expect(await told).toEqual([expect.stringMatching(/TakenOverError|WorkDroppedError/), undefined]);
    expect(await ask('still')).toEqual({ result });
  });

  test('a worker that waits for work stops while the server is away', async () => {
    const stop = await open().take(reading, 1);
    const { link, jsm, stream, consumer } = await fromOutside();
    await vi.waitFor(async () => expect((await jsm.consumers.info(stream, consumer)).num_waiting).toBe(1), {
      timeout: 20_000,
    });
    await server.kill();
    await stop();
    await link.close();
  });

  test('work that nobody holds is put in again when the server lost everything', async () => {
    const outcome = ask('lost', 'in');
    const looking = open();
    while ((await looking.numbers()).waiting !== 1);
    await wiped();
    await open().take(async ({ input }) => ({ result: input }), 1);
    expect(await outcome).toEqual({ result: 'in' });
  });

  test('what is dropped where nothing lies cannot be put in again', async () => {
    await open().drop('dropped');
    await expect(ask('dropped', 'in')).rejects.toBeInstanceOf(WorkDroppedError);
  });

  test('work in hand goes on while the server is away and loses everything, and is done once', async () => {
    const work = held();
    const outcome = ask('held');
    await open().take(work.worker, 1);
    await open().take(work.worker, 1);
    const piece = await work.begun;
    const heard = new Promise((resolve) => open().onProgress((id, progress) => resolve([id, progress])));
    await wiped();
    piece.tell('again');
    expect(await heard).toEqual(['held', 'again']);
    expect(piece.signal.aborted).toBe(false);
    work.end({ result: 'done' });
    expect(await outcome).toEqual({ result: 'done' });
    expect(work.times()).toBe(1);
  });

  test('an outcome that came while nobody waited, and the server restarted, is found', async () => {
    const stop = new AbortController();
    const work = held();
    const waited = open().run('found', { input: async () => 'in', signal: stop.signal });
    const end = await open().take(work.worker, 1);
    await work.begun;
    stop.abort(new Error('killed'));
    await expect(waited).rejects.toThrow('killed');
    work.end({ result: 'lies there' });
    await end();
    await server.kill();
    await server.start();
    expect(await ask('found')).toEqual({ result: 'lies there' });
    expect(work.times()).toBe(1);
  });

  test('what the consumer passed over is given out all the same, by a consumer that is made anew', async () => {
    const { link, jsm, stream, consumer } = await fromOutside();
    const { config } = await jsm.consumers.info(stream, consumer);
    const other = `${namesOf(link.address.prefix, settings.queue).jobs}.other`;
    await jsm.consumers.delete(stream, consumer);
    await jsm.consumers.add(stream, { ...config, filter_subject: other });
    const passed = ask('passed', 'in');
    await vi.waitFor(async () => expect((await jsm.streams.info(stream)).state.messages).toBe(1), { timeout: 20_000 });
    await open().take(async ({ input }) => ({ result: input }), 1);
    expect(await ask('other', 'too')).toEqual({ result: 'too' });
    expect(await passed).toEqual({ result: 'in' });
    await link.close();
  });

  test('who asks before the server is there gets the outcome when it is', async () => {
    await server.kill();
    const asking = open();
    const outcome = asking.run('early', { input: async () => 'in', signal: never });
    await open().take(async ({ input }) => ({ result: input }), 1);
    expect(asking.trouble()).toMatch('NATS');
    await server.start();
    expect(await outcome).toEqual({ result: 'in' });
  });
});
