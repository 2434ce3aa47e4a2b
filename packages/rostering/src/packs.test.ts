import { expect, test } from 'vitest';
import { numberChanges, numbersOn, packNeedsReading, rulePackVersion } from './packs.ts';

test('a booking can record which versions judged it, by date', () => {
  expect(rulePackVersion('2026-02-03')).toBe('EN-RD-2016:2019-refresh WTR:1998');
  expect(rulePackVersion('2026-02-04')).toBe('EN-RD-2016:2019-refresh..v13 WTR:1998');
  expect(rulePackVersion('1990-01-01')).toBe('EN-RD-2016:2019-refresh WTR:1998');
});

test('versions that differ in name only are no change of numbers', () => {
  expect(numbersOn('2026-02-03')).toEqual(numbersOn('2026-02-04'));
  expect(numberChanges('2026-01-01', '2026-03-01')).toEqual(['2026-01-01']);
});

test('what nobody has read in the contract says so', () => {
  expect(packNeedsReading('EN-RD-2016', '2026-02-04')).toBe('TCS v13 text');
  expect(packNeedsReading('WTR', '2026-02-04')).toBeNull();
});
