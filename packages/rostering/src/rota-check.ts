import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { checkRota } from './check.ts';
import type { Finding, Instant } from './model.ts';
import { readRotaFile } from './rota-file.ts';
import { rotaOf } from './rota-of.ts';

const USAGE = 'Usage: npm run -s rota:check -- --in rota.json   (--in - reads standard input)';
/** So many problems of a wrong file are shown. */
const SHOWN = 50;

type Outcome = { readonly code: 0 | 2; readonly out: string; readonly err: string };

/**
 * The command behind `npm run rota:check`: judges a rota file. Code 0 and the findings as JSON, or code 2 and what
 * is wrong with the file or the arguments, and where.
 */
export async function rotaCheck(args: readonly string[], stdin: NodeJS.ReadableStream): Promise<Outcome> {
  let path: string | undefined;
  try {
    path = parseArgs({ args: [...args], options: { in: { type: 'string' } } }).values.in;
  } catch (error) {
    return refuse(`${messageOf(error)}\n${USAGE}`);
  }
  if (path === undefined || path === '') return refuse(`No rota file is named.\n${USAGE}`);
  const name = path === '-' ? 'standard input' : path;
  let bytes: Buffer;
  try {
    bytes = path === '-' ? await buffer(stdin) : await readFile(path);
  } catch (error) {
    const where = path === '-' ? '' : ` (looked for ${resolve(path)})`;
    return refuse(`${name}: cannot be read${where}: ${messageOf(error)}`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(`${name}: is not UTF-8 text; save it as UTF-8.`);
  }
  const result = readRotaFile(text);
  if ('problems' in result) {
    const lines = result.problems.slice(0, SHOWN).map((problem) => `${name}: ${problem.path}: ${problem.message}`);
    const more = result.problems.length - lines.length;
    return refuse([...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
  }
  const { frame, people } = rotaOf(result.file);
  return { code: 0, out: `${JSON.stringify({ findings: checkRota(frame, people).map(asJson) })}\n`, err: '' };
}

function refuse(reason: string): Outcome {
  return { code: 2, out: '', err: `${reason}\n` };
}

function asJson({ rule, person, severity, from, to, value, limit, unit, duties }: Finding) {
  return { rule, person, severity, from: isoOf(from), to: isoOf(to), value, limit, unit, duties };
}

function isoOf(instant: Instant): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

if (import.meta.main) {
  const { code, out, err } = await rotaCheck(process.argv.slice(2), process.stdin);
  // No process.exit: what a pipe has not yet taken must still be written.
  process.exitCode = code;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader such as `head` may have seen enough.
    if (error.code !== 'EPIPE') throw error;
  });
  process.stderr.write(err);
  process.stdout.write(out);
}
