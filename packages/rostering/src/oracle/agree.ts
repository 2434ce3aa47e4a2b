import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { compare } from './compare.ts';
import { type Rota, randomRota } from './random-rota.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

const print = (rota: Rota): string =>
  JSON.stringify(
    { ...rota, duties: rota.duties.map((duty) => ({ ...duty, start: iso(duty.start), end: iso(duty.end) })) },
    null,
    2,
  );

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  process.stderr.write('usage: node agree.ts [--runs 100000] [--seed 1]\n');
  process.exit(2);
}

const write = (line: string) => process.stdout.write(`${line}\n`);
const breachedIn = new Map<string, number>();
let done = 0;
let clean = 0;
let duties = 0;

const result = fc.check(
  fc.property(randomRota, (rota) => {
    const { breached, disagreements } = compare(rota);
    if (disagreements.length > 0) return false;
    for (const rule of breached) breachedIn.set(rule, (breachedIn.get(rule) ?? 0) + 1);
    if (breached.size === 0) clean += 1;
    duties += rota.duties.length;
    done += 1;
    if (done % Math.ceil(runs / 10) === 0) write(`${done} of ${runs} rotas agree`);
    return true;
  }),
  { numRuns: runs, seed },
);

if (result.failed) {
  const rota = result.counterexample?.[0];
  if (rota === undefined) throw new Error('The comparison itself failed', { cause: result.errorInstance });
  write(`Seed ${seed}, rota ${result.numRuns}: the rules and the oracle disagree. The smallest such rota found:`);
  write(print(rota));
  for (const line of compare(rota).disagreements) write(line);
  process.exit(1);
}
write(
  `Seed ${seed}: the rules and the oracle agree on ${runs} rotas with ${duties} duties, ${clean} without a breach.`,
);
write('Rotas that breach each rule:');
for (const [rule, count] of [...breachedIn].sort()) write(`${rule.padEnd(16)} ${String(count).padStart(7)}`);
