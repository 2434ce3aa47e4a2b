import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Experiment, readExperiment } from './experiment.ts';
import { runExperiment } from './runner.ts';
import { hasProgram } from './world.ts';

// npm run chaos -- all | quick | <experiment> …   [--seed 1]
const here = dirname(fileURLToPath(import.meta.url));
const known = new Map(
  globSync('experiments/*.json', { cwd: here })
    .sort()
    .map((file) => [basename(file, '.json'), readExperiment(join(here, file))]),
);
const args = process.argv.slice(2);
const at = args.indexOf('--seed');
const seed = at < 0 ? 1 : Number(args.splice(at, 2)[1]);
const wanted = args.flatMap((name) => {
  if (name === 'all') return [...known.keys()];
  if (name === 'quick') return [...known.keys()].filter((one) => known.get(one)?.tags.includes('quick'));
  return [name];
});
const unknown = wanted.filter((name) => !known.has(name));
if (wanted.length === 0 || unknown.length > 0 || !Number.isInteger(seed)) {
  if (unknown.length > 0) console.error(`There is no experiment ${unknown.join(', ')}.`);
  console.error(`Say all, quick, or one or several of:`);
  for (const [name, { title, tags }] of known) console.error(`  ${name.padEnd(16)} ${title} (${tags.join(', ')})`);
  process.exit(2);
}

/** Why an experiment cannot run here, or null. */
function missing({ configuration: { root, needs } }: Experiment): string | null {
  if (root && process.getuid?.() !== 0) return 'it needs root';
  const absent = needs.filter((program) => !hasProgram(program));
  return absent.length > 0 ? `it needs ${absent.join(', ')}` : null;
}

const rows: string[] = [];
let passed = 0;
let failed = 0;
for (const name of wanted) {
  const experiment = known.get(name) as Experiment;
  const because = missing(experiment);
  if (because) {
    console.log(`\n${name}: left out, ${because}.`);
    rows.push(`${name.padEnd(16)} left out: ${because}`);
    continue;
  }
  console.log(`\n${name}: ${experiment.title}`);
  const begun = Date.now();
  try {
    const outcome = await runExperiment(experiment, { seed, env: process.env, tell: (line) => console.log(line) });
    passed += outcome.passed;
    failed += outcome.failed.length;
    const word = outcome.failed.length === 0 ? 'held' : `failed: ${outcome.failed.join('; ')}`;
    rows.push(`${name.padEnd(16)} ${word} (${outcome.passed} checks, ${Math.round((Date.now() - begun) / 1000)} s)`);
  } catch (error) {
    failed++;
    rows.push(`${name.padEnd(16)} failed: ${(error as Error).message}`);
    console.log(`  ✗ ${(error as Error).stack}`);
  }
}
console.log(`\nSeed ${seed}\n${rows.join('\n')}\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
