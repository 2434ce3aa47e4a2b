import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { newCommandId, type WeftClient } from '../client.ts';
import { addCommand, answer, type Common } from './command.ts';
import { connect } from './connection.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { localDay, wholeNumber } from './numbers.ts';
import { type Terminal, tableOf } from './terminal.ts';
import { counted, reasonsInWords, timesOf } from './words.ts';

type Options = Common & {
  site?: string;
  rota?: string;
  from?: string;
  to?: string;
  steps: number;
  seed: number;
  keep: string;
  problem?: string;
  past?: boolean;
};

/** weft roster. */
export function addRoster(program: Command, terminal: Terminal): void {
  addCommand(program, 'roster', {
    says: 'Search a roster for rotas and take it over: gaps are filled, every hard rule holds. Ctrl+C cancels it.',
    examples: [
      'roster --site all',
      'roster --site RA430 --json',
      'roster --rota yeovil-ent --from 2027-01-04',
      'roster --site all --keep pins --problem problem.json',
    ],
  })
    .option('--site <code>', 'all rotas that touch this site; all for every rota')
    .option('--rota <id>', 'one rota')
    .option('--from <day>', 'first day (else the first of the rotas)', localDay)
    .option('--to <day>', 'the day after the last', localDay)
    .option('--steps <number>', 'how long to search', wholeNumber(1, 10_000_000), 100_000)
    .option('--seed <number>', 'the same seed gives the same roster', wholeNumber(0, 2 ** 31), 1)
    .option('--keep <what>', 'all keeps what is filled, pins only what is pinned', 'all')
    .option('--problem <file>', 'search nothing: write what would be searched, for the benchmark (operators)')
    .option('--past', 'with --problem: duties that are over as well')
    .action(async (options: Options) => {
      const { client } = connect(terminal, options);
      const rotas = await chosen(client, options);
      if (options.problem !== undefined) return writeProblem(terminal, client, { ...options, rotas });
      const job = await start(client, rotas, options);
      const stage = await follow(terminal, client, job);
      if (stage === 'cancelled') throw new CliError(`Job ${job} was cancelled. The rotas are as before.`, EXIT.refused);
      if (stage === 'failed') {
        const { failure } = await client.sharedRotas.jobs.get.query({ job });
        throw new CliError(`Job ${job} failed: ${failure ?? 'it does not say why'}`, EXIT.refused);
      }
      terminal.err('Taking the roster over …');
      const done = await client.sharedRotas.jobs.accept.mutate({ job, commandId: newCommandId() });
      const { gaps, cost } = await client.sharedRotas.jobs.get.query({ job });
      const { filled, refused } = done;
      answer(terminal, options, { job, rotas, filled, refused, gaps, cost }, () =>
        [
          `${counted(filled, 'place')} filled on ${counted(rotas.length, 'rota')}.`,
          ...(refused.length > 0 ? [`${refused.length} refused:`, tableOf(refused.map((one) => ({ ...one })))] : []),
          gaps.length === 0 ? 'No gaps.' : `${counted(gaps.length, 'gap')}:`,
          ...(gaps.length === 0 ? [] : [tableOf(gaps.map(gapRow))]),
        ].join('\n'),
      );
    });
}

type FoundGap = Awaited<ReturnType<WeftClient['sharedRotas']['jobs']['get']['query']>>['gaps'][number];

const gapRow = ({ duty, places, reasons, on }: FoundGap) => ({
  duty,
  when: on ? timesOf(on) : '',
  site: on?.site ?? '',
  code: on?.code ?? '',
  places,
  why: reasonsInWords(reasons),
});

async function chosen(client: WeftClient, { site, rota }: Options): Promise<string[]> {
  if ((site === undefined) === (rota === undefined))
    throw new CliError('Say what to roster: --site <code>, --site all, or --rota <id>.', EXIT.badInput);
  const rotas = await client.sharedRotas.rotas.list.query();
  const fitting = rotas.filter(
    (one) => one.id === rota || site === 'all' || (site !== undefined && one.sites.some((code) => code === site)),
  );
  if (fitting.length === 0)
    throw new CliError(
      rota === undefined ? `No rota that you may see touches ${site}.` : `There is no rota ${rota} that you may see.`,
      EXIT.badInput,
    );
  return fitting.map(({ id }) => id);
}

/** What is asked of a search, by the words of the command line. */
function searchOf(rotas: string[], { from, to, steps, seed, keep }: Options) {
  if (keep !== 'all' && keep !== 'pins') throw new CliError(`--keep is all or pins, not "${keep}".`, EXIT.badInput);
  return { rotas, keep, seed, steps, ...(from !== undefined && { from }), ...(to !== undefined && { to }) } as const;
}

async function start(client: WeftClient, rotas: string[], options: Options): Promise<string> {
  const asked = { ...searchOf(rotas, options), commandId: newCommandId() };
  return (await client.sharedRotas.jobs.start.mutate(asked)).job;
}

/** Writes the problem that a search over the rotas would be given. */
async function writeProblem(terminal: Terminal, client: WeftClient, options: Options & { rotas: string[] }) {
  const past = options.past ?? false;
  const problem = await client.sharedRotas.jobs.problem.query({ ...searchOf(options.rotas, options), past });
  const file = resolve(terminal.cwd, options.problem ?? '');
  try {
    writeFileSync(file, `${JSON.stringify(problem)}\n`);
  } catch (error) {
    throw new CliError(`${file} can't be written: ${(error as Error).message}`, EXIT.badInput);
  }
  const { people, duties, pins } = problem;
  const told = { file, people: people.length, duties: duties.length, pins: pins.length };
  answer(
    terminal,
    options,
    told,
    () =>
      `Written: ${file}: ${counted(people.length, 'person', 'people')}, ${counted(duties.length, 'duty', 'duties')}, ${counted(pins.length, 'pin')}.`,
  );
}

/** Shows the progress until the search has ended, and tells how. Ctrl+C cancels it. */
async function follow(terminal: Terminal, client: WeftClient, job: string): Promise<string> {
  const { jobs } = client.sharedRotas;
  let cancelling: Promise<unknown> | null = null;
  const cancel = () => {
    cancelling ??= jobs.cancel.mutate({ job, commandId: newCommandId() }).catch(() => null);
  };
  process.on('SIGINT', cancel);
  try {
    return await new Promise<string>((resolve, reject) => {
      const subscription = jobs.progress.subscribe(
        { job },
        {
          onData({ data: { stage, progress } }) {
            if (progress) terminal.progress(progress.step, progress.steps, `${counted(progress.gaps, 'gap')}`);
            if (stage === 'running') return;
            subscription.unsubscribe();
            resolve(stage);
          },
          onError: reject,
        },
      );
    });
  } finally {
    await cancelling;
    process.off('SIGINT', cancel);
  }
}
