import { expect, test } from 'vitest';
import { drawCurves } from './curves.ts';
import type { Run } from './run.ts';
import { summarise } from './summary.ts';
import { tableOf } from './table.ts';

const run = (seed: number, cost: number, hard = 0): Run => ({
  solver: 'weft',
  instance: 'Instance1',
  seconds: 10,
  seed,
  threads: 2,
  cost,
  hard,
  bound: 600 + seed / 10,
  took: 10,
  peakMegabytes: 100 * seed,
  stoppedBy: 'time',
  curve: [
    { seconds: 1, cost: 900, bound: null },
    { seconds: 2 + seed, cost, bound: 600 },
  ],
  note: hard > 0 ? 'hard' : '',
});

test('the seeds of a solver are told as their median, best and worst', () => {
  const [summary] = summarise([run(1, 607), run(2, 620), run(3, 610)]);
  expect(summary).toMatchObject({ cost: 610, range: [607, 620], bound: 600.3, best: 607, peakMegabytes: 200 });
  expect(summary).toMatchObject({ secondsToOnePercent: 5, secondsToBest: null });
});

test('a roster with a hard break counts as none', () => {
  const [summary] = summarise([run(1, 607, 1), run(2, 620), run(3, 610)]);
  expect(summary).toMatchObject({ cost: 620, range: [610, null], note: 'hard' });
});

test('the table has a row for each solver and a bound rounded up', () => {
  const other = { ...run(1, 700), solver: 'cp-sat' };
  const table = tableOf(summarise([run(1, 607), other]));
  expect(table.split('\n')).toHaveLength(4);
  expect(table).toMatch(/weft +\| 607 +\| 1 +\| 601 +\| 607 +\| 0\.0 %/);
  expect(table).toContain('15.3 %');
});

test('the curves are one picture with a line for each run', () => {
  const picture = drawCurves('Instance1', [run(1, 607), run(2, 620)], 607);
  expect(picture.match(/<path/g)).toHaveLength(4);
  expect(picture).not.toContain('NaN');
  expect(drawCurves('Instance1', [{ ...run(1, 1), curve: [] }], null)).toContain('No run found a roster.');
});
