import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { chromiumPath, howToHaveChromium } from './chromium.ts';

/** What vitest's JSON reporter says of a package's run; the rest of it is not read. */
const Results = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});
const Summary = z.object({
  tasks: z.array(
    z.object({
      task: z.string(),
      taskId: z.string(),
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
  { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] },
);
const told: string[] = [];
turbo.stdout.on('data', (chunk: Buffer) => {
  process.stdout.write(chunk);
  told.push(chunk.toString());
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => turbo.kill(signal));
const code = await new Promise<number>((resolve) => turbo.on('close', (status) => resolve(status ?? 1)));

/** What vitest told of a file whose preparation failed: its JSON has no word of that. */
function toldOf(file: string): string {
  const lines = stripVTControlCharacters(told.join('')).split('\n');
  const from = lines.findIndex((line) => /\bFAIL\b/.test(line) && line.includes(file.slice(file.indexOf('/src/') + 1)));
  return from < 0 ? '' : lines.slice(from, from + 12).join('\n');
}

let passed = 0;
let failed = 0;
let skipped = 0;
const failures: string[] = [];
for (const file of globSync(RESULTS, { cwd: root })) {
  const results = Results.parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
  passed += results.numPassedTests;
  failed += results.numFailedTests;
  skipped += results.numPendingTests;
  for (const { name, status, message, assertionResults } of results.testResults) {
    const bad = assertionResults.filter((test) => test.status === 'failed');
    for (const test of bad) failures.push(`${relative(root, name)}: ${test.fullName}: ${test.failureMessages?.[0]}`);
    if (status === 'failed' && bad.length === 0)
      failures.push(`${relative(root, name)}: ${message || toldOf(relative(root, name))}`);
  }
}
const [run] = existsSync(runs) ? globSync('*.json', { cwd: runs }) : [];
const tasks = run ? Summary.parse(JSON.parse(readFileSync(join(runs, run), 'utf8'))).tasks : [];
for (const { task, taskId, execution, cache } of tasks) {
  const isFine = cache.status === 'HIT' || execution?.exitCode === 0;
  if (task !== 'test' && isFine) passed++;
  if (!isFine && task !== 'test') failed++;
  if (!isFine) failures.push(`${taskId} ended with ${execution?.exitCode}`);
}
if (code !== 0 && failed === 0) failed++;
if (!chromiumPath()) console.log(`\nLeft out: the tests of the pages in a browser. ${howToHaveChromium}`);
if (skipped > 0) console.log(`Skipped: ${skipped} tests.`);
for (const failure of failures) console.log(`✗ ${failure.slice(0, 1200)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
