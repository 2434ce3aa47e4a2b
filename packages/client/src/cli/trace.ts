import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { CliError, EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

const Span = z.looseObject({
  trace: z.string(),
  span: z.string(),
  parent: z.string().nullable(),
  name: z.string(),
  process: z.string(),
  startMs: z.number(),
  ms: z.number(),
  failed: z.string().optional(),
});
type Span = z.infer<typeof Span>;

function spansIn(path: string): Span[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line, index) => {
    try {
      return Span.parse(JSON.parse(line));
    } catch {
      throw new CliError(
        `Line ${index + 1} of ${path} is no span. Give files that WEFT_TRACES=file:… wrote.`,
        EXIT.badInput,
      );
    }
  });
}

/** One trace as a tree: when each span began after the first one and how long it took, in milliseconds. */
export function traceWords(spans: readonly Span[]): string {
  const sorted = [...spans].sort((a, b) => a.startMs - b.startMs);
  const start = sorted[0]?.startMs ?? 0;
  const known = new Set(spans.map(({ span }) => span));
  const branch = (parent: string | null, depth: number): string[] =>
    sorted
      .filter((one) => (depth === 0 ? !known.has(one.parent ?? '') : one.parent === parent))
      .flatMap((one) => [
        `${(one.startMs - start).toFixed(1).padStart(9)} ms ${one.ms.toFixed(1).padStart(8)} ms  ${'  '.repeat(depth)}${one.name} (${one.process})${one.failed ? ` failed: ${one.failed}` : ''}`,
        ...branch(one.span, depth + 1),
      ]);
  return [`trace ${sorted[0]?.trace ?? ''}`, '    began     lasted', ...branch(null, 0)].join('\n');
}

/** weft trace */
export function addTrace(program: Command, terminal: Terminal): void {
  program
    .command('trace')
    .description('Show traces of files that WEFT_TRACES=file:… wrote: the newest one, or the one asked for.')
    .argument('<files...>', 'one file of each process')
    .option('--id <trace>', 'the id of a trace, as log lines tell it')
    .addHelpText(
      'after',
      '\nExamples:\n  $ weft trace traces.jsonl\n  $ weft trace *.jsonl --id 4bf92f3577b34da6a3ce929d0e0e4736',
    )
    .action((files: string[], { id }: { id?: string }) => {
      const all = files.flatMap((file) => spansIn(resolve(terminal.cwd, file)));
      const newest = all.reduce<Span | null>((last, one) => (last && last.startMs >= one.startMs ? last : one), null);
      const wanted = id ?? newest?.trace;
      const spans = all.filter(({ trace }) => trace === wanted);
      if (spans.length === 0) throw new CliError(`No span of ${wanted ?? 'any trace'} is there.`, EXIT.badInput);
      terminal.out(traceWords(spans));
    });
}
