import { expect, test } from 'vitest';
import { partOf } from './part.ts';

const gap = (duty: string, start: string, harm: 1 | 2 | 3) => ({
  state: { duty: { duty, date: start.slice(0, 10), start } },
  harm,
});
const gaps = [
  gap('c', '2026-03-03T08:00:00Z', 3),
  gap('b', '2026-03-02T20:00:00Z', 3),
  gap('a', '2026-03-02T08:00:00Z', 1),
  gap('d', '2026-03-02T20:00:00Z', 3),
];
const named = (part: readonly (typeof gaps)[number][]) => part.map(({ state }) => state.duty.duty).join('');

test('gaps come by start, or by day with the worst of a day first', () => {
  expect(named(partOf(gaps, { order: 'start', limit: 9, after: undefined }).part)).toBe('abdc');
  expect(named(partOf(gaps, { order: 'harm', limit: 9, after: undefined }).part)).toBe('bdac');
});

test('parts follow one another without a gap left out or told twice, also when one was filled meanwhile', () => {
  const first = partOf(gaps, { order: 'harm', limit: 2, after: undefined });
  expect(named(first.part)).toBe('bd');
  const filled = gaps.filter(({ state }) => state.duty.duty !== 'd');
  const second = partOf(filled, { order: 'harm', limit: 2, after: first.next ?? '' });
  expect([named(second.part), second.next]).toEqual(['ac', null]);
});
