import { expect, test } from 'vitest';
import { withResults } from './results-page.ts';

const measured = (command: string) => ({
  machine: 'a machine',
  commit: 'abc',
  command,
  seeds: [1, 2],
  date: '2026-01-01',
});

test('a command has one section on the page, which is replaced', () => {
  const first = withResults('# Results\n', '| 1 |', measured('bench a'));
  const second = withResults(first, '| 2 |', measured('bench b'));
  const third = withResults(second, '| 3 |', measured('bench a'));
  expect(third).not.toContain('| 1 |');
  expect(third.indexOf('| 3 |')).toBeLessThan(third.indexOf('| 2 |'));
  expect(third).toMatch(/^# Results\n/);
  expect(third).toContain('2026-01-01, commit abc, seeds 1, 2, on a machine.');
});

test('a section without its end is not guessed at', () => {
  expect(() => withResults('<!-- bench: x -->', '', measured('x'))).toThrow('has no end');
});
