import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { furtherRules, rules } from './check.ts';
import { rotaCheck } from './rota-check.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const format = readFileSync(new URL('../../../docs/rota-file.md', import.meta.url), 'utf8');
const jsonOf = (page: string) => /```json\n([\s\S]*?)```/.exec(page)![1]!;

test('the example of the file format is judged as the README says', async () => {
  const { code, out } = await rotaCheck(['--in', '-'], Readable.from([Buffer.from(jsonOf(format))]));
  expect([code, JSON.parse(out)]).toEqual([0, JSON.parse(jsonOf(readme))]);
});

test('the table of rules is that of the code', () => {
  const rows = [...rules.values(), ...furtherRules.values()].map(({ id, severity, source, verify, plainWords }) => [
    id,
    severity,
    `${source}${verify ? ' (check)' : ''}`,
    plainWords,
  ]);
  const lines = readme.split('\n').filter((line) => /^\| [A-Z]/.test(line));
  expect(
    lines.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ),
  ).toEqual(rows);
});

test('the commands are those of the workspace', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(scripts['rota:check']).toContain('packages/rostering/src/rota-check.ts');
});
