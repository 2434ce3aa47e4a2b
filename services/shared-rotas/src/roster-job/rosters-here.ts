import { availableParallelism } from 'node:os';
import type { RowsFile } from '@weft/eventing';
import { type Checkpoints, memoryWorkQueue } from '@weft/eventing/work';
import { type RosterWork, rosterWorkIn } from './roster-work.ts';
import { solveRoster } from './solve-roster.ts';

/**
 * Searches in worker threads of this process, one less than it has cores. Checkpoints lie beside the views and are no
 * part of them: without one a search begins afresh.
 */
export function rostersHere(rows: RowsFile): RosterWork {
  const queue = memoryWorkQueue(checkpointsIn(rows));
  return rosterWorkIn(queue, () => queue.take(solveRoster, Math.max(1, availableParallelism() - 1)));
}

function checkpointsIn(rows: RowsFile): Checkpoints {
  rows.exec(
    'CREATE TABLE IF NOT EXISTS roster_checkpoints (job TEXT PRIMARY KEY, step INTEGER NOT NULL, placements TEXT NOT NULL)',
  );
  return {
    get(job) {
      const saved = rows.get<{ step: number; placements: string }>(
        'SELECT step, placements FROM roster_checkpoints WHERE job = ?',
        job,
      );
      return saved && { step: saved.step, placements: JSON.parse(saved.placements) };
    },
    set(job, checkpoint) {
      const { step, placements } = checkpoint as { step: number; placements: unknown };
      rows.run('INSERT OR REPLACE INTO roster_checkpoints VALUES (?, ?, ?)', job, step, JSON.stringify(placements));
    },
    delete: (job) => rows.run('DELETE FROM roster_checkpoints WHERE job = ?', job),
  };
}
