import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './engine-messages.ts';
import type { Line } from './instance.ts';
import { search } from './search.ts';

const port = parentPort!;
const { job, shared } = workerData as ToWorker;
const seen = { sequence: 0 };

await search({
  ...job,
  isCancelled: () => Atomics.load(shared.control, 0) === 1,
  better: () => {
    // With steps each thread goes its own way, so that the roster does not hang on which was quicker.
    if (job.steps < Number.POSITIVE_INFINITY) return null;
    const sequence = Atomics.load(shared.control, 1);
    if (sequence === seen.sequence) return null;
    seen.sequence = sequence;
    const days = job.instance.days;
    const cost = shared.cost[0]!;
    const lines = job.instance.people.map((_, person): Line => shared.lines.slice(person * days, (person + 1) * days));
    // Written meanwhile: it is looked at again next time.
    if (Atomics.load(shared.control, 1) !== sequence || cost === Number.POSITIVE_INFINITY) {
      seen.sequence = 0;
      return null;
    }
    return { lines, cost };
  },
  tell: (stage, found) => port.postMessage({ thread: job.thread, stage, ...found } satisfies FromWorker),
});
port.close();
