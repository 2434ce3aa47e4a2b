import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Progress } from '../model.ts';
import { problemOf } from './problem-data.ts';
import { ProblemError } from './problem-error.ts';
import { solveShare } from './solve.ts';
import type { WorkerInput, WorkerMessage, WorkerOrder } from './worker-messages.ts';

const input = workerData as WorkerInput;
const port = parentPort;
if (!port) throw new Error('worker.ts runs in a worker thread. Call solveInWorker.');

/** A search gives way to whoever answers people in this process. Elsewhere this would speak of the whole process. */
const BEHIND_OTHERS = 10;
if (process.platform === 'linux') setPriority(BEHIND_OTHERS);

const say = (message: WorkerMessage) => port.postMessage(message);
const stop = new AbortController();
port.on('message', (order: WorkerOrder) => {
  if (order.kind === 'abort') stop.abort();
});

try {
  const onProgress = (progress: Progress) => say({ kind: 'progress', progress });
  const options = { ...input.options, signal: stop.signal, onProgress };
  const roster = await solveShare(problemOf(input.data), options, input.placesInAll);
  say({ kind: 'result', roster });
} catch (error) {
  if (stop.signal.aborted) say({ kind: 'aborted' });
  else say({ kind: 'error', error, code: error instanceof ProblemError ? error.code : null });
} finally {
  port.close();
}
