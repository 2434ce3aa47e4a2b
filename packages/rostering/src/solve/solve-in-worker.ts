import { Worker } from 'node:worker_threads';
import type { Progress, Roster, SolveOptions } from '../model.ts';
import { groupsOf, placesOf } from './parts.ts';
import type { ProblemData } from './problem-data.ts';
import { ProblemError, type ProblemFault } from './problem-error.ts';
import { validate } from './validate.ts';
import type { WorkerInput, WorkerMessage, WorkerOrder } from './worker-messages.ts';

type WorkerOptions = SolveOptions & {
  /** Worker threads at most; parts of the problem that have nothing to do with each other share them. 1 if not given. */
  readonly threads?: number;
};

/**
 * As `solve`, in worker threads of its own, which have ended when the promise settles. The same roster for the same
 * input, with any number of threads. An abort is passed on, and the last progress comes before the rejection. A worker
 * that dies without an answer rejects with a ProblemError 'worker-stopped', with its cause.
 */
export async function solveInWorker(data: ProblemData, options: WorkerOptions): Promise<Roster> {
  const { threads = 1, signal, onProgress, ...more } = options;
  signal?.throwIfAborted();
  if (threads > 1) validate(data);
  const groups = threads > 1 ? groupsOf(data, threads) : [data];
  const told: (Progress | undefined)[] = groups.map(() => undefined);
  const workers: Worker[] = [];
  const abort = () => {
    for (const worker of workers) worker.postMessage({ kind: 'abort' } satisfies WorkerOrder);
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for (const group of groups) {
      const workerData: WorkerInput = { data: group, placesInAll: placesOf(data), options: more };
      workers.push(new Worker(new URL('./worker.ts', import.meta.url), { workerData }));
    }
    const answers = workers.map((worker, at) =>
      answerOf(worker, signal, (progress) => {
        told[at] = progress;
        const known = told.filter((each) => each !== undefined);
        if (known.length === groups.length) onProgress?.(together(known));
      }),
    );
    try {
      return joined(data, await Promise.all(answers));
    } catch (error) {
      // Told to stop, each worker tells its last progress; where one fails, the others are ended.
      if (signal?.aborted) await Promise.allSettled(answers);
      throw error;
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** The progress of a search whose groups of parts are as far as these; it is as far as the last of them. */
function together(groups: readonly Progress[]): Progress {
  const sum = (of: (progress: Progress) => number) => groups.reduce((total, each) => total + of(each), 0);
  return {
    step: Math.min(...groups.map(({ step }) => step)),
    steps: groups[0]!.steps,
    cost: sum(({ cost }) => cost),
    bound: sum(({ bound }) => bound ?? 0),
    gaps: sum(({ gaps }) => gaps),
    checkpoint: groups.flatMap(({ checkpoint }) => checkpoint),
  };
}

/** The rosters of groups of parts as one, in the order of the problem's duties. */
function joined({ duties }: ProblemData, rosters: readonly Roster[]): Roster {
  const order = new Map(duties.map(({ id }, at) => [id, at]));
  const byDuty = (a: { duty: string }, b: { duty: string }) => order.get(a.duty)! - order.get(b.duty)!;
  return {
    placements: rosters.flatMap(({ placements }) => placements).sort(byDuty),
    gaps: rosters.flatMap(({ gaps }) => gaps).sort(byDuty),
    cost: rosters.reduce((sum, { cost }) => sum + cost, 0),
  };
}

function answerOf(
  worker: Worker,
  signal: AbortSignal | undefined,
  onProgress: (progress: Progress) => void,
): Promise<Roster> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'result') resolve(message.roster);
      else if (message.kind === 'aborted') reject(signal?.reason);
      else if (message.kind === 'error') reject(thrown(message));
      else {
        try {
          onProgress(message.progress);
        } catch (error) {
          reject(error);
        }
      }
    });
    worker.on('error', (cause) => reject(stopped('failed', cause)));
    worker.on('exit', (code) => reject(stopped(`ended with code ${code}`)));
  });
}

/** A class does not survive a message between threads; its code does. */
function thrown(message: Extract<WorkerMessage, { kind: 'error' }>): unknown {
  if (message.code === null || !(message.error instanceof Error)) return message.error;
  return new ProblemError(message.code as ProblemFault, message.error.message, { cause: message.error });
}

function stopped(how: string, cause?: unknown): ProblemError {
  return new ProblemError('worker-stopped', `The solving worker ${how}. Start again from the last checkpoint.`, {
    cause,
  });
}
