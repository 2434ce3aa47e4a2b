import { expect, test, vi } from 'vitest';
import type { Progress } from '../model.ts';
import { type ProblemData, problemOf } from './problem-data.ts';
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

/** One of several hospitals that share nobody: all its ids begin with its number. */
function hospital(at: number, people: number): ProblemData {
  const own = inventedHospital({ seed: at, people, from: '2026-10-19', days: 7, count: 1, pins: 2 });
  const of = (id: string) => `${at}-${id}`;
  const renamed = <Named extends { readonly id: string }>(each: Named) => ({ ...each, id: of(each.id) });
  return {
    ...own,
    people: own.people.map((each) => ({ ...renamed(each), elsewhere: each.elsewhere.map(renamed) })),
    duties: own.duties.map((each) => ({ ...renamed(each), eligible: each.eligible.map(of) })),
    pins: own.pins.map(({ duty, person }) => ({ duty: of(duty), person: of(person) })),
  };
}

const hospitals = [hospital(0, 16), hospital(1, 8), hospital(2, 8)];
const three: ProblemData = {
  ...data,
  people: hospitals.flatMap(({ people }) => people),
  duties: hospitals.toReversed().flatMap(({ duties }) => duties),
  pins: hospitals.flatMap(({ pins }) => pins),
};

test('two threads give the same roster as one, which is the one solved here, whole or from a checkpoint', async () => {
  const asked = { seed: 7, steps: 1500 };
  const reports: Progress[] = [];
  const expected = await solve(problemOf(three), asked);
  const together = await solveInWorker(three, { ...asked, threads: 2, onProgress: (told) => reports.push(told) });
  expect(together).toEqual(expected);
  expect(reports.at(-1)).toMatchObject({ step: 1500, steps: 1500, cost: expected.cost });
  expect(reports.at(-1)?.checkpoint).toHaveLength(expected.placements.length);
  const [alone, further] = await Promise.all(
    [1, 5].map((threads) =>
      solveInWorker(three, { ...asked, steps: 500, stepsBefore: 1000, threads, startFrom: reports.at(-1)!.checkpoint }),
    ),
  );
  expect(further).toEqual(alone);
  expect(further!.cost).toBeLessThanOrEqual(expected.cost);
});

test('threads that are told to stop tell their last progress, and a wrong problem is refused before any is started', async () => {
  const stop = new AbortController();
  const reports: Progress[] = [];
  let reportsAtStop = 0;
  const endless = { seed: 1, steps: 1_000_000_000, threads: 2, signal: stop.signal };
  const run = solveInWorker(three, {
    ...endless,
    onProgress(progress) {
      reports.push(progress);
      if (progress.checkpoint.length <= 100 || stop.signal.aborted) return;
      reportsAtStop = reports.length;
      stop.abort(new Error('enough'));
    },
  });
  await expect(run).rejects.toThrow('enough');
  expect(reports.length).toBeGreaterThanOrEqual(reportsAtStop + 2);
  expect(reports.at(-1)!.checkpoint.length).toBeGreaterThan(100);
  const wrong = { ...three, pins: [{ duty: 'ghost', person: '0-person-1' }] };
  await expect(solveInWorker(wrong, { ...endless, signal: new AbortController().signal })).rejects.toMatchObject({
    code: 'unknown-id',
  });
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
