/**
 * What the parts of being watched cost: processor time of each, the lowest of 15 rounds.
 *   node packages/service-kit/bench/watch-parts.ts
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inSpan, inTraceOf } from '@weft/eventing';
import { metricsOf } from '../src/watch/metrics.ts';
import { openTraces } from '../src/watch/open-traces.ts';

const ROUNDS = 15;
const metrics = metricsOf({ process: true });
const at = new Date().toISOString();
const event = (flags: string) => ({
  at,
  traceparent: `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-${flags}`,
});

/** Microseconds of processor time of one call; a round makes `times` of them, in turns of 256. */
async function microsOf(times: number, work: () => unknown): Promise<number> {
  let lowest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const from = process.cpuUsage();
    for (let i = 0; i < times; i++) {
      work();
      // Time to breathe, in which spans are written out.
      if (i % 256 === 255) await setTimeout(5);
    }
    const { user, system } = process.cpuUsage(from);
    lowest = Math.min(lowest, (user + system) / times);
  }
  return lowest;
}

const rows: [string, number][] = [];
const measure = async (what: string, times: number, work: () => unknown) =>
  rows.push([what, await microsOf(times, work)]);

await measure('metrics of one command, its append and its request', 20_000, () => {
  metrics.called({
    service: 's',
    procedure: 'p',
    isCommand: true,
    outcome: 'accepted',
    refusal: null,
    seconds: 0.01,
  });
  metrics.appended({ category: 'duty', outcome: 'written', events: 2, seconds: 0.002 });
  metrics.answered({ method: 'POST', route: '/api/s/:path', status: 200, seconds: 0.01 });
});
await measure('a span where traces are off', 50_000, () => inSpan('part', {}, () => 1));
const folder = mkdtempSync(join(tmpdir(), 'weft-spans-'));
const stop = await openTraces(`file:${join(folder, 'spans.jsonl')}`, { name: 'bench', instance: 'bench' });
await measure('an event that is not sampled', 50_000, () => inTraceOf(event('00'), 'view', () => 1));
await measure('a span that is recorded and written to a file', 2000, () => inTraceOf(event('01'), 'view', () => 1));
await stop();
const written = readFileSync(join(folder, 'spans.jsonl'), 'utf8').split('\n').length - 1;
rmSync(folder, { recursive: true });
console.log('| what | µs of processor |\n|---|---|');
for (const [what, micros] of rows) console.log(`| ${what} | ${micros.toFixed(2)} |`);
console.log(
  `Of ${2000 * ROUNDS} spans ${written} were written; more at a time than the queue holds (2048) are left out.`,
);
