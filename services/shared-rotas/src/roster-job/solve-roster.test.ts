import { memoryWorkQueue, WorkDroppedError } from '@weft/eventing/work';
import { expect, test } from 'vitest';
import { rosterWorkIn, SearchFailedError } from './roster-work.ts';
import { solveRoster } from './solve-roster.ts';

const signal = new AbortController().signal;
const problem = {
  frame: {
    zone: 'Europe/London',
    period: { from: '2026-03-02', to: '2026-03-16' },
    known: { from: '2026-01-05', to: '2026-05-11' },
    travel: [],
  },
  people: [],
  duties: [],
  pins: [],
  weights: { softFinding: 50, hoursBalance: 1, fairness: 20, travelMinute: 1 },
};
const order = { version: 1, seed: 1, steps: 10, data: problem, present: [], stopped: [] };

async function searched(input: unknown) {
  const queue = memoryWorkQueue();
  const stop = await queue.take(solveRoster, 1);
  try {
    return await rosterWorkIn(queue).search('job', { input: async () => input, signal });
  } finally {
    await stop();
  }
}

test('an order is searched, and the roster has the id of its search', async () => {
  const { attempt, ...roster } = await searched(order);
  expect(attempt).not.toBe('');
  expect(roster).toEqual({ placements: [], gaps: [], cost: 0, leaving: [] });
});

test('an order of a newer release is refused with advice', async () => {
  const search = searched({ ...order, version: 2, asked: 'in another way' });
  await expect(search).rejects.toBeInstanceOf(SearchFailedError);
  await expect(search).rejects.toThrow('version 2, and this worker knows up to 1. Upgrade the roster workers.');
});

test('a problem that cannot be solved fails with what is wrong in it', async () => {
  const wrong = { ...order, data: { ...problem, pins: [{ duty: 'ghost', person: 'nobody' }] } };
  await expect(searched(wrong)).rejects.toThrow('ghost');
});

test('a search that broke says so to people', async () => {
  const search = searched({ ...order, data: null });
  await expect(search).rejects.toThrow('The search broke. Start the job again.');
});

/** One person and two duties that only a rule keeps apart: no bound proves that one stays open, so a search goes on. */
const unproven = {
  ...problem,
  people: [
    {
      id: 'p1',
      optOut48: false,
      employments: [{ employer: 'RA4', assignment: '1', pack: 'EN-RD-2016', wte: 1, annualLeaveDays: 27 }],
      leave: [],
      elsewhere: [],
      contractedMinutes: 4800,
    },
  ],
  duties: ['2026-03-02T08:00:00Z', '2026-03-02T17:00:00Z'].map((start, at) => ({
    ...{ id: `d${at}`, site: 'RA430', kind: 'shift', start: Date.parse(start), end: Date.parse(start) + 6 * 3_600_000 },
    ...{ breakMinutes: 60, expectedWorkMinutes: 0, count: 1, eligible: ['p1'], gapCost: 5000 },
  })),
};

test('a search that is dropped ends, and whoever waits is told', async () => {
  const queue = memoryWorkQueue();
  const stop = await queue.take(solveRoster, 1);
  const work = rosterWorkIn(queue);
  const endless = { ...order, data: unproven, steps: 1_000_000_000 };
  const begun = new Promise<void>((resolve) => work.onProgress(() => resolve()));
  const search = work.search('job', { input: async () => endless, signal });
  search.catch(() => {});
  await begun;
  await work.drop('job');
  await expect(search).rejects.toBeInstanceOf(WorkDroppedError);
  await stop();
});
