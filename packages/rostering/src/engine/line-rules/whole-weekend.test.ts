import { expect, test } from 'vitest';
import { costOfLine } from '../testing/cost-of-line.ts';
import { wholeWeekend } from './whole-weekend.ts';

const cost = (text: string) => costOfLine([wholeWeekend('WHOLE', 'Whole weekends', 30)], text);

test.each([
  ['DDDDD--', 0],
  ['-----DN', 0],
  ['DDDDDD-', 30],
  ['------D', 30],
  ['DDDD--D', 30],
  ['-----D-DDDDD-D', 60],
  ['DDDDDDDDDDDDDD', 0],
])('%s costs %d', (text, wanted) => {
  expect(cost(text)).toBe(wanted);
});

test('a weekend of which the last day only is Saturday is not judged', () => {
  expect(cost('-----D')).toBe(0);
});

test('a hard rule forbids half a weekend', () => {
  expect(costOfLine([wholeWeekend('WHOLE', '', Number.POSITIVE_INFINITY)], '-----D-')).toBe(Number.POSITIVE_INFINITY);
});
