import { Worker } from 'node:worker_threads';
import type { FromWorker, Shared, ToWorker } from './engine-messages.ts';
import { type Instance, type Line, OFF } from './instance.ts';
import { lineCost } from './score.ts';
import type { EngineOptions, Solution } from './solution.ts';

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
  const curve: { seconds: number; cost: number; bound: number | null }[] = [];
  const stop = (why: Solution['stoppedBy']) => {
    stoppedBy ??= why;
    Atomics.store(shared.control, 0, 1);
  };
  const hear = ({ stage, lines: found, cost: told, bound: lower }: FromWorker) => {
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
              milliseconds: (options.seconds ?? Number.POSITIVE_INFINITY) * 1000 - (performance.now() - begin),
            },
            shared,
          },
          hear,
        ),
      ),
    );
  } finally {
    clearTimeout(timer);
    idle.end();
    options.signal?.removeEventListener('abort', cancel);
  }
  return {
    lines,
    cost,
    bound,
    isOptimal: bound !== null && cost <= bound,
    broken: instance.people.flatMap((person, at) =>
      lineCost(person, lines[at]!) === Number.POSITIVE_INFINITY ? [at] : [],
    ),
    stoppedBy: stoppedBy ?? (options.steps === undefined ? 'time' : 'steps'),
    seconds: seconds(),
    curve,
  };
}

function runThread(data: ToWorker, hear: (message: FromWorker) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { workerData: data });
    worker.on('message', hear);
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A solver thread ended with ${code}.`))));
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
