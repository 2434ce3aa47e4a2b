import { expect, test } from 'vitest';
import { logVerdicts, thresholdsOf, timesOf } from './result.ts';

const values = { count: 120, med: 4.125, 'p(95)': 20, 'p(99)': 31, 'p(99.9)': 40, max: 44 };
const summary = {
  metrics: {
    'http_req_duration{flow:fill,phase:steady}': {
      values,
      thresholds: { 'p(95)<=25': { ok: true }, 'p(99)<=30': { ok: false } },
    },
    'http_req_duration{flow:move}': { values: { count: 0 }, thresholds: { 'max>=0': { ok: true } } },
    dropped_iterations: { values: { count: 2, rate: 0.1 }, thresholds: { 'count==0': { ok: false } } },
  },
};

test('times are told of what happened, with the rate over the run', () => {
  expect(timesOf(summary, 60)).toEqual([
    { name: 'fill, steady', count: 120, aSecond: 2, p50: 4.13, p95: 20, p99: 31, p999: 40, max: 44 },
  ]);
});

test('thresholds are told with what was found; those that only keep a metric are left out', () => {
  expect(thresholdsOf(summary)).toEqual([
    { name: 'fill, steady: p(95)<=25', holds: true, found: '20' },
    { name: 'fill, steady: p(99)<=30', holds: false, found: '31' },
    { name: 'dropped_iterations: count==0', holds: false, found: '2' },
  ]);
});

test('a log that lacks something or breaks a promise is told', () => {
  const verdicts = logVerdicts({ commands: ['c1'], positions: [], refusals: [] }, [
    { promise: 'no overlaps', broken: ['p1 holds two.'] },
    { promise: 'ids once', broken: [] },
  ]);
  expect(verdicts.filter(({ holds }) => !holds).map(({ name, found }) => `${name} ${found}`)).toEqual([
    'acknowledged and not stored 1: c1',
    'no overlaps 1: p1 holds two.',
  ]);
});
