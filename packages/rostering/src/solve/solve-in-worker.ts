import { Worker } from 'node:worker_threads';
import type { Roster, SolveOptions } from '../model.ts';
import type { ProblemData } from './problem-data.ts';
import { ProblemError, type ProblemFault } from './problem-error.ts';
import type { WorkerInput, WorkerMessage, WorkerOrder } from './worker-messages.ts';

/**
 * As `solve`, in a worker thread of its own, which has ended when the promise settles. The same roster for the same
 * input. An abort is passed on, and the last progress comes before the rejection. A worker that dies without an
 * answer rejects with a ProblemError 'worker-stopped', with its cause.
 */
export async function solveInWorker(data: ProblemData, options: SolveOptions): Promise<Roster> {
  const { seed, steps, startFrom, signal } = options;
  signal?.throwIfAborted();
  const input: WorkerInput = { data, options: { seed, steps, ...(startFrom ? { startFrom } : {}) } };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: input });
  const abort = () => worker.postMessage({ kind: 'abort' } satisfies WorkerOrder);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await answerOf(worker, options);
  } finally {
    signal?.removeEventListener('abort', abort);
    await worker.terminate();
  }
}

function answerOf(worker: Worker, { signal, onProgress }: SolveOptions): Promise<Roster> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'result') resolve(message.roster);
      else if (message.kind === 'aborted') reject(signal?.reason);
      else if (message.kind === 'error') reject(thrown(message));
      else {
        try {
          onProgress?.(message.progress);
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
