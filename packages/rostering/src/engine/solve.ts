import { Worker } from 'node:worker_threads';
import { crewFor } from './crew.ts';
import type { FromWorker, Shared, ToWorker } from './engine-messages.ts';
import { type Instance, type Line, OFF } from './instance.ts';
import { lineCost } from './score.ts';
import type { EngineOptions, Solution } from './solution.ts';

/** A thread that does not stop by itself is ended after so long; what it told before is kept. */
const GRACE_MS = 15_000;

/**
 * Builds the best roster that it finds within the limits, on worker threads of its own, and tells each better one.
 * The promise is kept also when the signal aborts: with the best roster so far. It is rejected when a worker fails.
 */
export async function solveLines(instance: Instance, options: EngineOptions): Promise<Solution> {
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1000;
  const size = instance.people.length * instance.days;
  const shared: Shared = {
    control: new Int32Array(new SharedArrayBuffer(8)),
    cost: new Float64Array(new SharedArrayBuffer(8)),
    lines: new Int16Array(new SharedArrayBuffer(Math.max(2, size * 2))),
  };
  let cost = Number.POSITIVE_INFINITY;
  let lines: readonly Line[] = instance.people.map(() => new Int16Array(instance.days).fill(OFF));
  let bound: number | null = null;
  let stoppedBy: Solution['stoppedBy'] | null = null;
  const crew = options.threads > 1 && options.steps === undefined ? crewFor(instance) : null;
  const curve: { seconds: number; cost: number; bound: number | null }[] = [];
  const ends: (FromWorker | undefined)[] = [];
  const workers: Worker[] = [];
  let guard: NodeJS.Timeout | undefined;
  const stop = (why: Solution['stoppedBy']) => {
    stoppedBy ??= why;
    Atomics.store(shared.control, 0, 1);
    guard ??= setTimeout(() => {
      for (const worker of workers) void worker.terminate();
    }, GRACE_MS);
  };
  const hear = (message: FromWorker) => {
    const { thread, stage, lines: found, cost: told, bound: lower } = message;
    if (stage === 'end') ends[thread] = message;
    const isTighter = lower !== null && (bound === null || lower > bound);
    if (isTighter) bound = lower;
    const isBetter = found !== null && (told < cost || curve.length === 0);
    if (isBetter) {
      cost = told;
      lines = found;
      shared.cost[0] = cost;
      found.forEach((line, person) => {
        shared.lines.set(line, person * instance.days);
      });
      Atomics.add(shared.control, 1, 1);
      idle.restart();
    }
    if (isBetter || isTighter) curve.push({ seconds: seconds(), cost, bound });
    options.onProgress?.({ seconds: seconds(), stage, cost, bound, lines: isBetter ? lines : null });
    if (options.steps !== undefined) return;
    if (bound !== null && cost <= bound) stop('optimum');
    else if (bound !== null && cost - bound <= (options.gap ?? 0) * Math.abs(cost)) stop('gap');
  };
  const idle = idleClock(options.idleSeconds, () => stop('idle'));
  const cancel = () => stop('cancelled');
  options.signal?.addEventListener('abort', cancel, { once: true });
  if (options.signal?.aborted) cancel();
  const timer = options.seconds === undefined ? undefined : setTimeout(() => stop('time'), options.seconds * 1000);

  try {
    await Promise.all(
      Array.from({ length: options.threads }, (_, thread) =>
        runThread(
          {
            job: {
              instance,
              seed: options.seed,
              thread,
              startFrom: options.startFrom ?? null,
              steps: options.steps ?? Number.POSITIVE_INFINITY,
              crew,
              milliseconds: (options.seconds ?? Number.POSITIVE_INFINITY) * 1000 - (performance.now() - begin),
            },
            shared,
          },
          hear,
          (worker) => workers.push(worker),
          () => stoppedBy !== null,
        ),
      ),
    );
  } finally {
    clearTimeout(timer);
    clearTimeout(guard);
    idle.end();
    options.signal?.removeEventListener('abort', cancel);
  }
  if (options.steps !== undefined) {
    // The first thread that came to the least cost, whichever told of it first.
    const best = ends.reduce((one, other) => (other && (!one || other.cost < one.cost) ? other : one), undefined);
    lines = best?.lines ?? lines;
  }
  const broken = instance.people.flatMap((person, at) =>
    lineCost(person, lines[at]!) === Number.POSITIVE_INFINITY ? [at] : [],
  );
  const isOptimal = broken.length === 0 && bound !== null && cost <= bound;
  return {
    lines,
    cost: broken.length === 0 ? cost : Number.POSITIVE_INFINITY,
    bound,
    isOptimal,
    broken,
    stoppedBy: stoppedBy ?? (isOptimal ? 'optimum' : options.steps === undefined ? 'time' : 'steps'),
    seconds: seconds(),
    curve,
  };
}

function runThread(
  data: ToWorker,
  hear: (message: FromWorker) => void,
  begun: (worker: Worker) => void,
  isStopped: () => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { workerData: data });
    begun(worker);
    worker.on('message', hear);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 || isStopped() ? resolve() : reject(new Error(`A solver thread ended with ${code}.`)),
    );
  });
}

function idleClock(seconds: number | undefined, end: () => void) {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  const restart = () => {
    stop();
    if (seconds !== undefined) timer = setTimeout(end, seconds * 1000);
  };
  restart();
  return { restart, end: stop };
}
