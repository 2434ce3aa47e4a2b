import { memoryWorkQueue } from './memory-work-queue.ts';
import { workQueueContract } from './work-queue.contract.ts';

workQueueContract('in memory', async () => {
  const queue = memoryWorkQueue();
  return { open: () => queue, dispose: () => queue.close() };
});
