import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import './testing.ts';

it('the example of the README prints what it says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example, printed] = /```ts\n(.*?)```\s*prints\s*```\n(.*?)```/s.exec(readme) ?? [];
  const folder = new URL('.', import.meta.url).pathname;
  const output = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', example ?? ''], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(output).toBe(printed);
});
