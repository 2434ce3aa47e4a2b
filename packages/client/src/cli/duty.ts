import type { Command } from 'commander';
import type { WeftClient } from '../client.ts';
import { addCommand, answer, type Common } from './command.ts';
import { connect } from './connection.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { type Terminal, tableOf } from './terminal.ts';
import { timesOf } from './words.ts';

type OfDuty = Common & { duty: string };
type History = Awaited<ReturnType<WeftClient['sharedRotas']['duties']['history']['query']>>;

/** weft explain, who-can-fill, history. */
export function addDuty(program: Command, terminal: Terminal): void {
  addCommand(program, 'explain', {
    says: 'Tell why a duty is filled as it is; with --person, why they have it, could have it, or cannot.',
    examples: ['explain --duty d1', 'explain --duty d1 --person "Ada Example"'],
  })
    .requiredOption('--duty <id>', 'which duty')
    .option('--person <who>', 'id or name of a person')
    .action(async (options: OfDuty & { person?: string }) => {
      const { client } = connect(terminal, options);
      const history = await client.sharedRotas.duties.history.query({ duty: options.duty });
      const verdict = options.person === undefined ? null : await verdictOn(client, options.duty, options.person);
      answer(terminal, options, { ...history, verdict }, () =>
        [historyInWords(history), ...(verdict ? ['', verdictInWords(verdict)] : [])].join('\n'),
      );
    });

  addCommand(program, 'who-can-fill', {
    says: 'Rank everybody for a duty: who could take it, and what stops the others.',
    examples: ['who-can-fill --duty d1', 'who-can-fill --duty d1 --json'],
  })
    .requiredOption('--duty <id>', 'which duty')
    .action(async (options: OfDuty) => {
      const { client } = connect(terminal, options);
      const answers = await client.sharedRotas.duties.whoCanFill.query({ duty: options.duty });
      answer(terminal, options, answers, () =>
        tableOf(
          answers.map((one) => ({
            rank: one.rank,
            person: one.person,
            name: one.name,
            employer: one.employer,
            grade: one.grade,
            can: one.ok ? 'yes' : `no: ${one.stop}`,
            why: one.reasons.join(' '),
          })),
        ),
      );
    });

  addCommand(program, 'history', {
    says: 'Tell what happened to a duty: who, when, why, under which rules.',
    examples: ['history --duty d1', 'history --duty d1 --json'],
  })
    .requiredOption('--duty <id>', 'which duty')
    .action(async (options: OfDuty) => {
      const { client } = connect(terminal, options);
      const history = await client.sharedRotas.duties.history.query({ duty: options.duty });
      answer(terminal, options, history, () => historyInWords(history));
    });
}

function historyInWords({ duty, sentences }: History): string {
  return [
    `${duty.code} ${duty.role}, ${timesOf(duty)}, ${duty.siteName}, rota ${duty.rotaName}${duty.withdrawn ? ' (withdrawn)' : ''}`,
    ...sentences.map(
      ({ at, by, organisation, text, reason, rulePack }) =>
        `${at.slice(0, 16).replace('T', ' ')} UTC  ${by}, ${organisation}: ${text}${reason ? ` Reason: ${reason}.` : ''}${rulePack ? ` (${rulePack})` : ''}`,
    ),
  ].join('\n');
}

/** What a duty would mean for a person. */
async function verdictOn({ workforce, sharedRotas }: WeftClient, duty: string, who: string) {
  const { people } = await workforce.people.list.query({ search: who });
  const exact = people.filter(({ name }) => name.toLowerCase() === who.toLowerCase());
  const [found] = exact.length > 0 ? exact : people;
  if (exact.length > 1 || (exact.length === 0 && people.length > 1))
    throw new CliError(
      `"${who}" could be any of these; give the id:\n${people.map(({ id, name }) => `  ${id}  ${name}`).join('\n')}`,
      EXIT.badInput,
    );
  const person = found?.id ?? who;
  const check = await sharedRotas.duties.check.query({ duty, person });
  return { person, name: found?.name ?? who, ...check };
}

type Verdict = Awaited<ReturnType<typeof verdictOn>>;

function verdictInWords({ name, gate, isWorking, findings, hoursAfter, repair, rulePack }: Verdict): string {
  const hard = findings.filter(({ severity }) => severity === 'hard');
  const stops = [
    ...(gate.because ? [gate.because] : []),
    ...(isWorking ? ['They work at that time already.'] : []),
    ...hard.map(({ rule, sentence }) => `${rule}: ${sentence}`),
  ];
  return [
    stops.length === 0 ? `${name} could have this duty.` : `${name} cannot have this duty:`,
    ...stops.map((stop) => `  ${stop}`),
    ...(repair ? [`  ${repair.sentence}`] : []),
    ...findings.filter((one) => !hard.includes(one)).map(({ rule, sentence }) => `  soft, ${rule}: ${sentence}`),
    `With it: ${round(hoursAfter.rostered)} h rostered of ${round(hoursAfter.contracted)} h agreed (${rulePack}).`,
  ].join('\n');
}

const round = (hours: number) => Math.round(hours * 10) / 10;
