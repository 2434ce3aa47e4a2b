import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Outcome, type Piece, WorkDroppedError, type WorkQueue } from './work-queue.ts';

/** A queue for one test, as several processes see it. */
export type QueueUnderTest = {
  /** One more process that uses the queue. */
  readonly open: () => WorkQueue;
  /** Removes all that the test left. */
  readonly dispose: () => Promise<void>;
};

/** What every work queue promises, as tests of the adapter that `make` gives. */
export function workQueueContract(name: string, make: () => Promise<QueueUnderTest>): void {
  describe(`the work queue ${name}`, () => {
    let under: QueueUnderTest;
    let asking: WorkQueue;
    let working: WorkQueue;
    let stops: (() => Promise<void>)[];
    const never = new AbortController().signal;

    beforeEach(async () => {
      under = await make();
      asking = under.open();
      working = under.open();
      stops = [];
    });
    afterEach(async () => {
      // A hand that waits for work lets go at once when its queue is closed.
      await Promise.all([...stops.map((stop) => stop()), under.dispose()]);
    });
    const take = async (worker: (piece: Piece) => Promise<Outcome>, { at = working, atOnce = 1 } = {}) => {
      const stop = await at.take(worker, atOnce);
      stops.push(stop);
      return stop;
    };
    const ask = (id: string, input: unknown = null, signal: AbortSignal = never) =>
      asking.run(id, { input: async () => input, signal });
    const echo = async ({ input }: Piece): Promise<Outcome> => ({ result: input });
    /** Works until its signal aborts; `taken` resolves with each piece that it gets in hand. */
    function endless() {
      const taken: Piece[] = [];
      const waiting: (() => void)[] = [];
      return {
        taken,
        worker: (piece: Piece) =>
          new Promise<Outcome>((_, reject) => {
            piece.signal.addEventListener('abort', () => reject(piece.signal.reason));
            taken.push(piece);
            for (const wake of waiting.splice(0)) wake();
          }),
        async until(count: number): Promise<Piece> {
          while (taken.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
          return taken[count - 1] as Piece;
        },
      };
    }

    test('whoever asked gets the outcome of the work, whatever its size and its id', async () => {
      await take(echo);
      const input = { text: 'ü'.repeat(2_000_000), list: [1, 2.5, null, { deep: true }] };
      expect(await ask('a.b*c~d-é', input)).toEqual({ result: input });
    });

    test('each of many pieces is worked on once, by one of two', async () => {
      const done: string[] = [];
      const worker = async ({ id, input }: Piece) => {
        done.push(id);
        return { result: input };
      };
      await take(worker, { atOnce: 2 });
      await take(worker, { at: under.open(), atOnce: 2 });
      const ids = Array.from({ length: 40 }, (_, index) => `piece-${index}`);
      const outcomes = await Promise.all(ids.map((id) => ask(id, id)));
      expect(outcomes).toEqual(ids.map((result) => ({ result })));
      expect(done.sort()).toEqual([...ids].sort());
    });

    test('who asks for the same again gets the same, and nobody works twice', async () => {
      let times = 0;
      await take(async () => ({ result: ++times }));
      const both = await Promise.all([ask('one'), under.open().run('one', { input: async () => null, signal: never })]);
      expect([...both, await ask('one')]).toEqual([{ result: 1 }, { result: 1 }, { result: 1 }]);
    });

    test('an outcome is there for whoever asks after somebody else gave up waiting', async () => {
      const stop = new AbortController();
      const waited = ask('later', 'in', stop.signal);
      const first = endless();
      const end = await take(first.worker);
      await first.until(1);
      stop.abort(new Error('gave up'));
      await expect(waited).rejects.toThrow('gave up');
      await end();
      await take(echo);
      expect(await ask('later')).toEqual({ result: 'in' });
    });

    test('progress is heard everywhere while the work goes on', async () => {
      const heard = new Promise((resolve) => under.open().onProgress((id, progress) => resolve([id, progress])));
      const first = endless();
      await take(async (piece) => {
        piece.tell({ step: 7 });
        return first.worker(piece);
      });
      const waited = ask('told').catch(() => {});
      expect(await heard).toEqual(['told', { step: 7 }]);
      await asking.drop('told');
      await waited;
    });

    test('a worker that stops hands its piece back, and the next one goes on from its last checkpoint', async () => {
      const first = endless();
      const stop = await take(async (piece) => {
        for (const step of [1, 2, 3]) piece.keep({ step });
        return first.worker(piece);
      });
      const waited = ask('long', 'in');
      expect((await first.until(1)).checkpoint).toBe(null);
      await stop();
      await take(async ({ checkpoint, input }) => ({ result: { checkpoint, input } }), { at: under.open() });
      expect(await waited).toEqual({ result: { checkpoint: { step: 3 }, input: 'in' } });
    });

    test('work that throws is tried again from its checkpoint, and fails after so many tries', async () => {
      let times = 0;
      await take(async ({ keep, checkpoint }) => {
        times += 1;
        if (checkpoint !== null) return { result: checkpoint };
        keep(times);
        throw new Error('not yet');
      });
      expect(await ask('again')).toEqual({ result: 1 });
      await stops.pop()?.();
      await take(async () => {
        throw new Error('never');
      });
      expect(await ask('never')).toEqual({ failed: 'never' });
    });

    test('a worker may say that the work cannot be done', async () => {
      await take(async () => ({ failed: 'The problem is wrong.' }));
      expect(await ask('wrong')).toEqual({ failed: 'The problem is wrong.' });
    });

    test('what is dropped ends at once where it is worked on, and whoever waits is told', async () => {
      const first = endless();
      await take(first.worker);
      const waited = ask('dropped');
      waited.catch(() => {});
      const piece = await first.until(1);
      await asking.drop('dropped');
      await expect(waited).rejects.toBeInstanceOf(WorkDroppedError);
      if (!piece.signal.aborted)
        await new Promise((resolve) => piece.signal.addEventListener('abort', resolve, { once: true }));
      expect(piece.signal.reason).toBeInstanceOf(WorkDroppedError);
      await expect(ask('dropped')).rejects.toBeInstanceOf(WorkDroppedError);
      const next = ask('next').catch(() => {});
      expect((await first.until(2)).id).toBe('next');
      await asking.drop('next');
      await next;
    });

    test('what is dropped before anybody took it is never worked on', async () => {
      const waited = ask('unwanted');
      waited.catch(() => {});
      await untilNumbers((numbers) => numbers.waiting === 1);
      await asking.drop('unwanted');
      const done: string[] = [];
      await take(async ({ id }) => {
        done.push(id);
        return { result: id };
      });
      await expect(waited).rejects.toBeInstanceOf(WorkDroppedError);
      expect(await ask('wanted')).toEqual({ result: 'wanted' });
      expect(done).toEqual(['wanted']);
    });

    test('an input that cannot be had fails for whoever asked', async () => {
      await take(echo);
      const broken = asking.run('broken', {
        input: async () => {
          throw new Error('no input');
        },
        signal: never,
      });
      await expect(broken).rejects.toThrow('no input');
      expect(await ask('broken', 'mended')).toEqual({ result: 'mended' });
    });

    test('the trace of whoever asked comes with the work', async () => {
      await take(async ({ traceparent }) => ({ result: traceparent }));
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      expect(await asking.run('traced', { input: async () => 1, traceparent, signal: never })).toEqual({
        result: traceparent,
      });
      expect(await ask('untraced')).toEqual({ result: null });
    });

    test('it says how many pieces wait and how many are in hand', async () => {
      const waits = ['a', 'b', 'c'].map((id) => ask(id).catch(() => {}));
      await untilNumbers(({ waiting, running }) => waiting === 3 && running === 0);
      const first = endless();
      await take(first.worker);
      await first.until(1);
      await untilNumbers(({ waiting, running }) => waiting === 2 && running === 1);
      for (const id of ['a', 'b', 'c']) await asking.drop(id);
      await Promise.all(waits);
    });

    async function untilNumbers(isRight: (numbers: { waiting: number; running: number }) => boolean): Promise<void> {
      while (!isRight(await asking.numbers())) await new Promise((resolve) => setImmediate(resolve));
    }
  });
}
