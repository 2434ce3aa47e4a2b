import { openRows } from '@weft/eventing';
import { expect, test } from 'vitest';
import { rosterJobsView } from './view.ts';
import { workNow } from './work-now.ts';

const at = (step: number) => ({ step, steps: 100, cost: 0, bound: null, gaps: 0 });

test('jobs that search run, others that are asked for wait, and finished ones do not count', () => {
  const rows = openRows(':memory:');
  rows.exec(rosterJobsView.tables);
  const add = (job: string, stage: string) =>
    rows.run("INSERT INTO roster_jobs VALUES (?, 'ZZ1', 'p', '', '', 'all', ?, 0, 0, NULL, '', '')", job, stage);
  const progress = new Map([
    ['a', at(80)],
    ['b', at(20)],
    ['d', at(100)],
  ]);
  const runner = { progressOf: (job: string) => progress.get(job) ?? null };
  expect(workNow(rows, runner)).toEqual({ queued: 0, running: 0, slowest: null });
  for (const job of ['a', 'b', 'c']) add(job, 'running');
  add('d', 'applying');
  expect(workNow(rows, runner)).toEqual({ queued: 1, running: 2, slowest: 0.2 });
  rows.close();
});
