import type { Stop } from '@weft/eventing';
import type { Order, WorkQueue } from '@weft/eventing/work';
import type { Progress } from '@weft/rostering';
import { z } from 'zod';
import { FoundRoster } from './result.ts';

/** How far a search is; without the placements, which are many. */
export type JobProgress = Omit<Progress, 'checkpoint'>;

const JobProgress = z.object({
  step: z.number(),
  steps: z.number(),
  cost: z.number(),
  bound: z.number().nullable(),
  gaps: z.number(),
});

/** Where searches are made: worker threads of this process, or roster workers behind a queue. */
export type RosterWork = {
  /**
   * Resolves with the roster that the search of a job found; who asks for the same job again gets the same one. Rejects
   * with a SearchFailedError, a WorkDroppedError, or the signal's reason: then the search goes on, where others work.
   */
  search(job: string, order: Order): Promise<FoundRoster>;
  /** Calls back with the progress of any job, until the returned function is called. */
  onProgress(listener: (job: string, progress: JobProgress) => void): () => void;
  /** Ends the search of a job at once, and forgets what it found. */
  drop(job: string): Promise<void>;
  /** Null when searches can be asked for; else why not. */
  trouble(): string | null;
  /** Begins to work here, where that is how it is done, until the returned stop. */
  start(): Promise<Stop>;
};

/** The search found out that there is nothing to be found; the message says why. */
export class SearchFailedError extends Error {
  override name = 'SearchFailedError';
}

/** Puts searches into a work queue. */
export function rosterWorkIn(queue: WorkQueue, start: () => Promise<Stop> = async () => async () => {}): RosterWork {
  return {
    async search(job, order) {
      const outcome = await queue.run(job, order);
      if ('failed' in outcome) throw new SearchFailedError(outcome.failed);
      const { success, data, error } = FoundRoster.safeParse(outcome.result);
      if (!success) throw new SearchFailedError('The roster worker gave no roster. Upgrade it.', { cause: error });
      return data;
    },
    onProgress: (listener) =>
      queue.onProgress((job, told) => {
        const { success, data } = JobProgress.safeParse(told);
        if (success) listener(job, data);
      }),
    drop: queue.drop,
    trouble: queue.trouble,
    start,
  };
}
