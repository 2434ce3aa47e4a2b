import { expect, test, vi } from 'vitest';
import type { Progress } from '../model.ts';
import { problemOf } from './problem-data.ts';
import { solve } from './solve.ts';
import { solveInWorker } from './solve-in-worker.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 60_000 });

const data = inventedHospital({ seed: 5, people: 10, from: '2026-10-19', days: 14, count: 1, pins: 3 });

test('a worker gives the same roster and the same progress as solving here', async () => {
  const here: Progress[] = [];
  const there: Progress[] = [];
  const expected = await solve(problemOf(data), { seed: 4, steps: 300, onProgress: (progress) => here.push(progress) });
  const roster = await solveInWorker(data, { seed: 4, steps: 300, onProgress: (progress) => there.push(progress) });
  expect(roster).toEqual(expected);
  expect(there).toEqual(here);
});

test('an abort reaches the worker, whose last progress is a checkpoint to go on from', async () => {
  const stop = new AbortController();
  const reports: Progress[] = [];
  const run = solveInWorker(data, {
    seed: 4,
    steps: 1_000_000_000,
    signal: stop.signal,
    onProgress: (progress) => {
      reports.push(progress);
      if (progress.checkpoint.length > 50) stop.abort(new Error('enough'));
    },
  });
  await expect(run).rejects.toThrow('enough');
  const last = reports.at(-1)!;
  const roster = await solveInWorker(data, { seed: 4, steps: 0, startFrom: last.checkpoint });
  expect(roster.cost).toBeLessThanOrEqual(last.cost);
});

test('a wrong problem is refused with the same code as here', async () => {
  const wrong = { ...data, pins: [{ duty: 'ghost', person: 'person-1' }] };
  const run = solveInWorker(wrong, { seed: 4, steps: 10 });
  await expect(run).rejects.toMatchObject({ name: 'ProblemError', code: 'unknown-id' });
});

test('a progress listener that throws ends the run with its error', async () => {
  const run = solveInWorker(data, {
    seed: 4,
    steps: 1_000_000_000,
    onProgress: () => {
      throw new Error('listener broke');
    },
  });
  await expect(run).rejects.toThrow('listener broke');
});

test('data that cannot be sent to a worker is refused', async () => {
  const unsendable = { ...data, weights: { ...data.weights, fairness: (() => 1) as unknown as number } };
  await expect(solveInWorker(unsendable, { seed: 4, steps: 10 })).rejects.toThrow('could not be cloned');
});
