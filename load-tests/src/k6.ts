import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Profile } from './profiles.ts';

const script = fileURLToPath(new URL('../k6/main.ts', import.meta.url));

const Summary = z.object({
  state: z.object({ testRunDurationMs: z.number() }).optional(),
  metrics: z.record(
    z.string(),
    z.object({
      values: z.record(z.string(), z.number().nullable()),
      thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).optional(),
    }),
  ),
});

/** What k6 measured: values by metric, and whether each threshold held. */
export type Summary = z.infer<typeof Summary>;

/** A program that says which k6 it is, or an error that says how to have one. */
function missing(program: string): Error {
  return new Error(
    `There is no k6 at "${program}". With Go 1.25 or later: go install go.k6.io/k6@v1.8.1, and put it on the PATH or name it: K6=/path/to/k6`,
  );
}

export type K6Run = { readonly summary: Summary; readonly answersFile: string; readonly exit: number | null };

/** Runs the flows with a profile; the files of the run lie in `folder`. Throws where k6 could not run at all. */
export async function runK6(
  program: string,
  { url, profile, folder }: { readonly url: string; readonly profile: Profile; readonly folder: string },
): Promise<K6Run> {
  const summaryFile = join(folder, 'summary.json');
  const answersFile = join(folder, 'answers.jsonl');
  const env = {
    ...{ WEFT_URL: url, WEFT_PROFILE: JSON.stringify(profile), WEFT_SUMMARY: summaryFile },
    WEFT_TEST_DATA: join(folder, 'test-data.json'),
  };
  const args = ['run', '--quiet', '--no-usage-report', '--log-format', 'raw', '--console-output', answersFile];
  for (const [name, value] of Object.entries(env)) args.push('--env', `${name}=${value}`);
  const child = spawn(program, [...args, script], { stdio: ['ignore', 'inherit', 'inherit'] });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.once('error', () => reject(missing(program)));
    child.once('close', resolve);
  });
  process.off('exit', endWithUs);
  try {
    return { summary: Summary.parse(JSON.parse(readFileSync(summaryFile, 'utf8'))), answersFile, exit };
  } catch (cause) {
    throw new Error(`k6 ended with ${exit} and left no summary. What it said stands above.`, { cause });
  }
}
