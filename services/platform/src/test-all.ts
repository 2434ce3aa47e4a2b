import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { chromiumPath, howToHaveChromium } from './chromium.ts';

/** What vitest's JSON reporter says of a package's run; the rest of it is not read. */
const Results = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() });
const Summary = z.object({
  tasks: z.array(
    z.object({
      task: z.string(),
      execution: z.object({ exitCode: z.number().nullish() }).nullish(),
      cache: z.object({ status: z.string() }),
    }),
  ),
});

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const RESULTS = '{packages/*,services/*,infra/*,load-tests}/node_modules/.vitest/results.json';
const runs = join(root, '.turbo', 'runs');

for (const file of globSync(RESULTS, { cwd: root })) rmSync(join(root, file));
rmSync(runs, { recursive: true, force: true });
const turbo = spawn(
  'turbo',
  [
    'run',
    'typecheck',
    'lint',
    'test',
    '--continue=always',
    '--output-logs=errors-only',
    '--concurrency=2',
    '--summarize',
    '--no-update-notifier',
  ],
  { cwd: root, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => turbo.kill(signal));
const code = await new Promise<number>((resolve) => turbo.on('close', (status) => resolve(status ?? 1)));

let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of globSync(RESULTS, { cwd: root })) {
  const results = Results.parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
  passed += results.numPassedTests;
  failed += results.numFailedTests;
  skipped += results.numPendingTests;
}
const [run] = existsSync(runs) ? globSync('*.json', { cwd: runs }) : [];
const tasks = run ? Summary.parse(JSON.parse(readFileSync(join(runs, run), 'utf8'))).tasks : [];
for (const { task, execution, cache } of tasks) {
  const isFine = cache.status === 'HIT' || execution?.exitCode === 0;
  if (task !== 'test' && isFine) passed++;
  if (!isFine && task !== 'test') failed++;
}
if (code !== 0 && failed === 0) failed++;
if (!chromiumPath()) console.log(`\nLeft out: the tests of the pages in a browser. ${howToHaveChromium}`);
if (skipped > 0) console.log(`Skipped: ${skipped} tests.`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
