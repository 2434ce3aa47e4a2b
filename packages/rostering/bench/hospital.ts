/**
 * Builds a roster of a hospital's problem file and tells how it went, in the manner of `roster:file`: a line
 * "duty, tab, person" for each placement to `--out`, and one line of JSON. The benchmark starts it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readProblemFile } from '../src/solve/problem-file.ts';
import { solveInWorker } from '../src/solve/solve-in-worker.ts';
import type { CurvePoint } from './figures.ts';

const option = { type: 'string' } as const;
const { values } = parseArgs({
  options: { in: option, out: option, seconds: option, threads: option, seed: option, json: { type: 'boolean' } },
});
const seconds = Number(values.seconds);
const began = performance.now();
const data = readProblemFile(readFileSync(values.in ?? '', 'utf8'));
const curve: CurvePoint[] = [];
const roster = await solveInWorker(data, {
  seed: Number(values.seed),
  threads: Number(values.threads),
  steps: Number.MAX_SAFE_INTEGER,
  seconds,
  onProgress: ({ cost, bound }) => curve.push({ seconds: (performance.now() - began) / 1000, cost, bound }),
});
if (values.out !== undefined) {
  writeFileSync(values.out, roster.placements.map(({ duty, person }) => `${duty}\t${person}\n`).join(''));
}
const bound = curve.at(-1)?.bound ?? null;
const gaps = roster.gaps.reduce((sum, { places }) => sum + places, 0);
const stoppedBy = bound === roster.cost ? 'optimal' : 'time';
console.log(JSON.stringify({ cost: roster.cost, bound, gaps, stoppedBy, curve }));
