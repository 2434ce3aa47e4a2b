import type { Rows } from '@weft/eventing';
import type { Work } from '@weft/service-kit';
import type { JobRunner } from './runner.ts';

/** How roster jobs stand: one runs when its search has told how far it is, and waits before that. */
export function workNow(rows: Rows, runner: Pick<JobRunner, 'progressOf'>): Work {
  const unfinished = rows.all<{ job: string }>("SELECT job FROM roster_jobs WHERE stage = 'running'");
  const shares = unfinished.flatMap(({ job }) => {
    const progress = runner.progressOf(job);
    return progress ? [progress.step / Math.max(1, progress.steps)] : [];
  });
  return {
    queued: unfinished.length - shares.length,
    running: shares.length,
    slowest: shares.length > 0 ? Math.min(...shares) : null,
  };
}
