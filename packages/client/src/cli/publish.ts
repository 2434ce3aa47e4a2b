import type { Command } from 'commander';
import { newCommandId, refusalOf, type WeftClient } from '../client.ts';
import { addCommand, answer, type Common } from './command.ts';
import { connect } from './connection.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { wholeNumber } from './numbers.ts';
import { type Terminal, tableOf } from './terminal.ts';
import { counted, reasonsInWords, timesOf } from './words.ts';

type Options = Common & {
  rota?: string;
  all?: boolean;
  ask?: boolean;
  approve?: boolean;
  reasons: number;
  reason?: string;
};

/** weft publish. */
export function addPublish(program: Command, terminal: Terminal): void {
  addCommand(program, 'publish', {
    says: 'Publish a rota: hard findings have to be mended or overridden first; gaps are told with reasons. In one step, or in two by two people: --ask, then --approve.',
    examples: ['publish --rota yeovil-ent', 'publish --rota yeovil-ent --ask', 'publish --all --json'],
  })
    .option('--rota <id>', 'one rota')
    .option('--all', 'every rota that you may see')
    .option('--ask', 'ask that somebody else approves and publishes it')
    .option('--approve', 'approve what somebody else asked for, and publish it')
    .option('--reasons <number>', 'for how many gaps of a rota it is asked why, 0 to 50', wholeNumber(0, 50), 10)
    .option('--reason <words>', 'why it is published; kept in the history')
    .action(async (options: Options) => {
      if ((options.rota === undefined) === (options.all !== true))
        throw new CliError('Say what to publish: --rota <id> or --all.', EXIT.badInput);
      if (options.ask && options.approve)
        throw new CliError('Nobody approves what they ask for: give --ask or --approve.', EXIT.badInput);
      const { client } = connect(terminal, options);
      const rotas =
        options.rota === undefined ? (await client.sharedRotas.rotas.list.query()).map(({ id }) => id) : [options.rota];
      const told: Told[] = [];
      for (const [index, rota] of rotas.entries()) {
        if (rotas.length > 1) terminal.progress(index, rotas.length, rota);
        told.push(await publish(client, rota, options));
      }
      if (rotas.length > 1) terminal.progress(rotas.length, rotas.length, 'done');
      answer(terminal, options, options.all ? told : told[0], () => told.map(inWords).join('\n\n'));
      if (told.some(({ outcome }) => outcome === 'refused')) process.exitCode = EXIT.refused;
    });
}

type Told = Awaited<ReturnType<typeof publish>>;

/** The step that the options name; the version that it published, null for one that only asks. */
async function step(
  { sharedRotas: { rotas } }: WeftClient,
  rota: string,
  { ask, approve, reason }: Options,
): Promise<number | null> {
  const command = { rota, commandId: newCommandId(), ...(reason !== undefined && { reason }) };
  if (ask) {
    await rotas.askPublication.mutate(command);
    return null;
  }
  return (await (approve ? rotas.approvePublication : rotas.publish).mutate(command)).version;
}

async function publish(client: WeftClient, rota: string, options: Options) {
  const { sharedRotas } = client;
  const { reasons } = options;
  const diff = await sharedRotas.rotas.publicationDiff.query({ rota });
  const outcome = await step(client, rota, options).then(
    (version) => ({
      outcome: version === null ? ('asked' as const) : ('published' as const),
      version: version ?? (diff.version as number | null),
      because: null,
    }),
    (error: unknown) => {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      const isSame = refusal.rejected === 'nothing-changed';
      const outcome = isSame ? ('unchanged' as const) : ('refused' as const);
      return { outcome, version: diff.version as number | null, because: refusal.because };
    },
  );
  return {
    rota,
    ...outcome,
    leadDays: diff.leadDays,
    leadDaysAsked: diff.leadDaysAsked,
    leadOk: diff.leadOk,
    added: diff.added.length,
    removed: diff.removed.length,
    changed: diff.changed.length,
    hardOpen: diff.findings.hardOpen,
    overridden: diff.findings.overridden.length,
    gaps: diff.gaps.length === 0 ? [] : await allGaps(sharedRotas, { rota, reasons }),
  };
}

/** Every gap of a rota, a part at a time; the first of them with reasons. */
async function allGaps({ gaps }: WeftClient['sharedRotas'], { rota, reasons }: { rota: string; reasons: number }) {
  const first = await gaps.list.query({ rota, withReasons: reasons });
  const all = [...first.gaps];
  for (let after = first.next; after !== null; ) {
    const part = await gaps.list.query({ rota, after, limit: 1000 });
    all.push(...part.gaps);
    after = part.next;
  }
  return all;
}

function inWords(told: Told): string {
  const { rota, outcome, version, because, leadDays, leadDaysAsked, leadOk, hardOpen, gaps } = told;
  const head = {
    published: `Rota ${rota} is published as version ${version}: ${told.added} placed, ${told.removed} taken off, ${told.changed} duties changed.`,
    asked: `Rota ${rota} waits for somebody else’s approval: weft publish --rota ${rota} --approve`,
    unchanged: `Rota ${rota}: ${because}`,
    refused: `Rota ${rota} was not published. ${because}`,
  }[outcome];
  return [
    head,
    `Lead time ${counted(leadDays, 'day')} of ${leadDaysAsked} asked${leadOk ? '' : ': short notice'}. ${counted(told.overridden, 'override')}.`,
    ...hardOpen.map(({ name, sentence, mend }) => `  ${name}: ${sentence}${mend ? ` ${mend}` : ''}`),
    gaps.length === 0 ? 'No gaps.' : `${counted(gaps.length, 'gap')}:`,
    ...(gaps.length === 0
      ? []
      : [
          tableOf(
            gaps.map((gap) => ({
              duty: gap.duty,
              when: timesOf(gap),
              site: gap.siteName,
              code: gap.code,
              missing: gap.missing,
              why: gap.reasons ? reasonsInWords(gap.reasons) : `weft who-can-fill --duty ${gap.duty}`,
            })),
          ),
        ]),
  ].join('\n');
}
