import { afterEach, expect, test, vi } from 'vitest';
import { heard, now } from './clock.ts';
import { today } from './words.ts';

afterEach(() => {
  vi.useRealTimers();
});
const answerAt = (date: string | null) => ({ headers: new Headers(date === null ? {} : { date }) });

test('today is the platform’s, though the browser’s clock is wrong by a day, and runs on from there', () => {
  vi.useFakeTimers({ now: new Date('2026-03-01T23:59:30Z') });
  heard(answerAt('Mon, 02 Mar 2026 23:59:30 GMT'));
  expect([today(), new Date(now()).toISOString()]).toEqual(['2026-03-02', '2026-03-02T23:59:30.000Z']);
  vi.setSystemTime('2026-03-02T00:00:30Z');
  expect(today()).toBe('2026-03-03');
});

test('an answer that tells no time leaves the clock as it is', () => {
  vi.useFakeTimers({ now: new Date('2026-03-01T12:00:00Z') });
  heard(answerAt('Mon, 02 Mar 2026 12:00:00 GMT'));
  heard(answerAt(null));
  expect(today()).toBe('2026-03-02');
});
