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
};

/** weft roster. */
export function addRoster(program: Command, terminal: Terminal): void {
  addCommand(program, 'roster', {
    says: 'Search a roster for rotas and take it over: gaps are filled, every hard rule holds. Ctrl+C cancels it.',
    examples: ['roster --site all', 'roster --site RA430 --json', 'roster --rota yeovil-ent --from 2027-01-04'],
  })
    .option('--site <code>', 'all rotas that touch this site; all for every rota')
    .option('--rota <id>', 'one rota')
    .option('--from <day>', 'first day (else the first of the rotas)', localDay)
    .option('--to <day>', 'the day after the last', localDay)
    .option('--steps <number>', 'how long to search', wholeNumber(1, 10_000_000), 20_000)
    .option('--seed <number>', 'the same seed gives the same roster', wholeNumber(0, 2 ** 31), 1)
    .option('--keep <what>', 'all keeps what is filled, pins only what is pinned', 'all')
    .action(async (options: Options) => {
      const { client } = connect(terminal, options);
      const rotas = await chosen(client, options);
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

async function start(client: WeftClient, rotas: string[], { from, to, steps, seed, keep }: Options): Promise<string> {
  if (keep !== 'all' && keep !== 'pins') throw new CliError(`--keep is all or pins, not "${keep}".`, EXIT.badInput);
  const { job } = await client.sharedRotas.jobs.start.mutate({
    rotas,
    keep,
    seed,
    steps,
    commandId: newCommandId(),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
  return job;
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
