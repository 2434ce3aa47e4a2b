import { expect, test } from 'vitest';
import { flatVerdicts } from './flat.ts';
import type { Footprint } from './machine.ts';

/** One footprint every ten seconds of half an hour; memory grows by so many MB a minute. */
const halfAnHour = (aMinute: number, more: (minute: number) => Partial<Footprint> = () => ({})): Footprint[] =>
  Array.from({ length: 181 }, (_, n) => ({
    ...{ second: n * 10, cpuSeconds: n, residentMB: 500 + (n / 6) * aMinute, files: 46, writeAheadMB: 16 },
    ...more(n / 6),
  }));
const broken = (footprints: readonly Footprint[]) =>
  flatVerdicts(footprints)
    .filter(({ holds }) => !holds)
    .map(({ name, found }) => `${name} ${found}`);

test('what stays flat holds, whatever the first five minutes were', () => {
  const warm = (minute: number) => (minute < 5 ? { residentMB: 100 * minute } : {});
  expect(flatVerdicts(halfAnHour(0.2, warm)).map(({ holds }) => holds)).toEqual([true, true, true]);
});

test('what grows is told by how much', () => {
  expect(broken(halfAnHour(3))).toEqual(['memory: at most 1 MB more a minute 3']);
  expect(broken(halfAnHour(0, (minute) => ({ files: 46 + minute * 2, writeAheadMB: 16 + minute * 4 })))).toEqual([
    'files: at most 20 more 50',
    'write-ahead log: at most 64 MB 136',
  ]);
});

test('a short run says nothing', () => {
  expect(flatVerdicts(halfAnHour(50).slice(0, 50))).toEqual([]);
});
