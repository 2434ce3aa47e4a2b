import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { judgeLog } from '@weft/platform/log-invariants';
import { differencesFromRebuild } from '@weft/platform/view-rebuild';
import { notStored, readAnswers } from './acknowledged.ts';
import { flatVerdicts } from './flat.ts';
import { runK6 } from './k6.ts';
import { commit, type Footprint, footprint, machine } from './machine.ts';
import { prepare } from './prepare.ts';
import { lengthOf, profiles, rateAt, scaled } from './profiles.ts';
import { logVerdicts, type Result, tableOf, thresholdsOf, timesOf } from './result.ts';
import { cluster, embedded } from './target.ts';

// npm run load -- smoke | average | stress | spike | soak | breakpoint [--cluster] [--replicas 2]
//   [--time 0.1] [--rate 0.5] [--keep]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cluster: { type: 'boolean', default: false },
    replicas: { type: 'string', default: '1' },
    time: { type: 'string', default: '1' },
    rate: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const name = positionals[0] ?? 'smoke';
const found = profiles[name];
const scale = { time: Number(values.time), rate: Number(values.rate) };
if (!found || !(scale.time > 0) || !(scale.rate > 0)) {
  console.error(`Name a profile, one of ${Object.keys(profiles).join(', ')}; --time and --rate take a number above 0.`);
  process.exit(2);
}
const profile = scaled(found, scale);
const folder = mkdtempSync(join(tmpdir(), 'weft-load-'));
const startedAt = new Date().toISOString();
const on = machine();
const program = process.env.K6 ?? 'k6';

const FOOTPRINT_EVERY_MS = 10_000;

async function run(): Promise<Result> {
  console.log(`Starting the platform in ${folder} …`);
  const data = join(folder, 'data');
  const target = values.cluster ? await cluster(data, Number(values.replicas)) : await embedded(data);
  const testData = await prepare(target.url, (line) => console.log(`  ${line}`));
  writeFileSync(join(folder, 'test-data.json'), JSON.stringify(testData));
  console.log(`Running ${name} for ${lengthOf(profile)} s …`);
  const began = Date.now();
  const footprints: Footprint[] = [];
  const look = () => {
    const second = Math.round((Date.now() - began) / 1000);
    const seen = target.pid === null ? null : footprint(target.pid, second, target.writeAhead);
    if (seen) footprints.push(seen);
  };
  look();
  const looking = setInterval(look, FOOTPRINT_EVERY_MS);
  const { summary, answersFile } = await runK6(program, { url: target.url, profile, folder });
  clearInterval(looking);
  look();
  console.log('Stopping the platform, and judging its log …');
  await target.stop();
  const { log, close } = await target.openLog();
  const answers = readAnswers(answersFile);
  const missing = await notStored(log, answers);
  const changed = answers.accepted.filter(({ position }) => position).map(({ commandId }) => commandId);
  const differences = await differencesFromRebuild(log, target.viewsOf);
  const judged = [
    ...(await judgeLog(log, changed)),
    { promise: 'every view equals its rebuild from the log', broken: differences },
  ];
  await close();
  const whole = lengthOf(profile);
  const seconds = Math.min(whole, (summary.state?.testRunDurationMs ?? whole * 1000) / 1000);
  const metric = (name: string, key: string) => summary.metrics[name]?.values[key] ?? 0;
  return {
    profile: scale.time === 1 && scale.rate === 1 ? name : `${name} (time × ${scale.time}, rate × ${scale.rate})`,
    target: target.kind,
    startedAt,
    commit: commit(root),
    machine: on,
    seconds,
    brokeAt: seconds < whole - 1 ? rateAt(profile, seconds) : null,
    times: timesOf(summary, seconds),
    calls: metric('http_reqs', 'count'),
    dropped: metric('dropped_iterations', 'count'),
    errorRate: metric('errors', 'rate'),
    shed: metric('shed', 'count'),
    accepted: answers.accepted.length,
    refusals: answers.refusals,
    acknowledgedMinusStored: missing.commands.length,
    footprints,
    verdicts: [...thresholdsOf(summary), ...flatVerdicts(footprints), ...logVerdicts(missing, judged)],
  };
}

try {
  const result = await run();
  const results = join(root, 'load-tests', 'results');
  mkdirSync(results, { recursive: true });
  const file = join(results, `${startedAt.slice(0, 19).replaceAll(':', '')}-${name}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`\n${tableOf(result)}`);
  process.exitCode = result.verdicts.every(({ holds }) => holds) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  if (values.keep) console.log(`Kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
