import { describe, expect, test } from 'vitest';
import { OFF } from '../instance.ts';
import { costOfLine } from '../testing/cost-of-line.ts';
import { type RunLength, runLength } from './run-length.ts';

const HARD = Number.POSITIVE_INFINITY;
const work = { id: 'RUN', words: 'Runs', member: (code: number) => code !== OFF, min: 2, max: 4 };
const cost = (rule: Partial<RunLength>, text: string) =>
  costOfLine([runLength({ ...work, perUnder: HARD, perOver: HARD, before: 'free', ...rule })], text);

describe('a hard rule with nothing known of the days before', () => {
  test.each([
    ['-DD-DDDD-', 'exactly the minimum and exactly the maximum'],
    ['D-DD----', 'a short run that touches the first day'],
    ['--DD---D', 'a short run that touches the last day'],
    ['DDDD-DDDD', 'runs of the maximum at both ends'],
    ['--------', 'no run at all'],
    ['DDDD', 'a run from end to end'],
  ])('%s is kept: %s', (text) => {
    expect(cost({}, text)).toBe(0);
  });

  test.each([
    ['-D-', 'one short of the minimum'],
    ['-DDDDD-', 'one past the maximum'],
    ['DDDDD-', 'one past the maximum from the first day'],
    ['-DDDDD', 'one past the maximum up to the last day'],
  ])('%s is broken: %s', (text) => {
    expect(cost({}, text)).toBe(HARD);
  });

  test('a minimum alone, a maximum alone, and neither', () => {
    expect(cost({ min: 1, max: 2 }, '-D-DD-')).toBe(0);
    expect(cost({ min: 1, max: 2 }, '-DDD-')).toBe(HARD);
    expect(cost({ min: 3, max: HARD }, '-DDDDDDDDD-')).toBe(0);
    expect(cost({ min: 3, max: HARD }, '-DD-')).toBe(HARD);
    expect(cost({ min: 1, max: HARD }, '-D-DDDDDD')).toBe(0);
    expect(cost({ min: 0, max: HARD }, '-D-DDDDDD')).toBe(0);
  });

  test('a maximum of 0 days allows none', () => {
    expect(cost({ min: 0, max: 0 }, '----')).toBe(0);
    expect(cost({ min: 0, max: 0 }, '--D-')).toBe(HARD);
  });

  test('a run of days off is a run as well', () => {
    const off = { member: (code: number) => code === OFF };
    expect(cost(off, '-DD--D----DD-')).toBe(0);
    expect(cost(off, 'D-D')).toBe(HARD);
    expect(cost(off, 'D-----D')).toBe(HARD);
  });

  test('a run of one shift ends where another shift is worked', () => {
    const nights = { member: (code: number) => code === 2 };
    expect(cost(nights, 'DNNDD')).toBe(0);
    expect(cost(nights, 'DNDD')).toBe(HARD);
    expect(cost(nights, 'DDDDDD')).toBe(0);
  });
});

describe('a soft rule with history', () => {
  const soft = { perUnder: 10, perOver: 1 };

  test('each missing and each extra day is paid for', () => {
    expect(cost({ ...soft, before: 0, min: 3, max: 4 }, '-D-DD-DDD-DDDDDD-')).toBe(20 + 10 + 2);
  });

  test('a run goes on from before day 0', () => {
    expect(cost({ ...soft, before: 1 }, 'D-')).toBe(0);
    expect(cost({ ...soft, before: 0 }, 'D-')).toBe(10);
    expect(cost({ ...soft, before: 3 }, 'D-')).toBe(0);
    expect(cost({ ...soft, before: 3 }, 'DD-')).toBe(1);
  });

  test('a run that ended before day 0 is paid for when it was too short, not when it was too long', () => {
    expect(cost({ ...soft, before: 1 }, '--')).toBe(10);
    expect(cost({ ...soft, before: 9 }, '--')).toBe(0);
  });

  test('days over the maximum before day 0 are not paid for again', () => {
    expect(cost({ ...soft, before: 9 }, 'DD-')).toBe(2);
  });

  test('a run up to the last day is never too short, and may be too long', () => {
    expect(cost({ ...soft, before: 0 }, '--D')).toBe(0);
    expect(cost({ ...soft, before: 0 }, 'DDDDDD')).toBe(2);
  });
});
