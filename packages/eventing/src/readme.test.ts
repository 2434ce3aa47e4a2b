import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

test('the example of the README runs and prints what it says', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, code = '', printed] = readme.match(/```ts\n(.*?)```\s+prints\s+```\n(.*?)```/s) ?? [];
  const out = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', code], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(out).toBe(printed);
});
