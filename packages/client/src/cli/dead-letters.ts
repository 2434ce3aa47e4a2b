import { type DeadLetters, type NumberedLetter, openDeadLetters } from '@weft/eventing';
import type { Command } from 'commander';
import { answer, type Common } from './command.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { type Terminal, tableOf } from './terminal.ts';
import { counted } from './words.ts';

type Options = Pick<Common, 'json'> & { readonly bus?: string; readonly all?: boolean };

const WIDTH = 60;

/** weft dead-letters list, show, replay, drop. */
export function addDeadLetters(program: Command, terminal: Terminal): void {
  const group = program
    .command('dead-letters')
    .description('Look after messages that a service could not take and has set aside.');
  const add = (usage: string, says: string, examples: readonly string[]) =>
    group
      .command(usage)
      .description(says)
      .option('--bus <url>', 'where the bus is, such as nats://localhost:4222 (else EVENT_BUS)')
      .option('--json', 'write the answer as JSON to stdout')
      .addHelpText('after', `\nExamples:\n${examples.map((one) => `  $ weft dead-letters ${one}`).join('\n')}`);
  /** Runs something on the dead letters of the bus that was named. */
  const opened = async <T>({ bus }: Options, work: (letters: DeadLetters) => Promise<T>): Promise<T> => {
    const letters = await openedAt(bus ?? terminal.env.EVENT_BUS);
    try {
      return await work(letters);
    } finally {
      await letters.close();
    }
  };

  add('list', 'List them, oldest first.', ['list --bus nats://localhost:4222', 'list --json']).action(
    async (options: Options) => {
      const letters = await opened(options, (dead) => dead.list());
      answer(terminal, options, letters, () =>
        tableOf(
          letters.map(({ number, consumer, subject, id, at, tries, error }) => ({
            number,
            consumer,
            subject,
            id,
            at,
            tries,
            error: error.length > WIDTH ? `${error.slice(0, WIDTH - 1)}…` : error,
          })),
        ),
      );
    },
  );

  add('show <number>', 'Show one with its message.', ['show 3']).action(async (number: string, options: Options) => {
    const found = await opened(options, (dead) => dead.show(numberOf(number)));
    if (!found) throw missing(number);
    answer(terminal, options, found, () => wordsOf(found));
  });

  add('replay [numbers...]', 'Hand them to their services once more. Who takes one, misses it no longer.', [
    'replay 3 4',
    'replay --all',
  ])
    .option('--all', 'all that there are, oldest first')
    .action(async (numbers: string[], options: Options) => {
      if (numbers.length === 0 && !options.all)
        throw new CliError('Say which: weft dead-letters replay 3, or --all.', EXIT.badInput);
      const replayed = await opened(options, async (dead) => {
        const wanted = options.all ? (await dead.list()).map((letter) => letter.number) : numbers.map(numberOf);
        const done: { number: number; failed: string | null }[] = [];
        for (const number of wanted) {
          done.push({ number, failed: await dead.replay(number) });
          terminal.progress(done.length, wanted.length, `dead letter ${number}`);
        }
        return done;
      });
      answer(terminal, options, replayed, () =>
        replayed.length === 0
          ? 'There are no dead letters.'
          : replayed
              .map(({ number, failed }) =>
                failed === null ? `${number}: taken` : `${number}: still set aside: ${failed}`,
              )
              .join('\n'),
      );
      if (replayed.some(({ failed }) => failed !== null)) process.exitCode = EXIT.refused;
    });

  add('drop <numbers...>', 'Forget them. The service never gets them, and its views go on without.', ['drop 3']).action(
    async (numbers: string[], options: Options) => {
      const dropped = await opened(options, async (dead) => {
        const done: { number: number; dropped: boolean }[] = [];
        for (const number of numbers.map(numberOf)) done.push({ number, dropped: await dead.drop(number) });
        return done;
      });
      const gone = dropped.filter((one) => one.dropped).length;
      answer(terminal, options, dropped, () => `${counted(gone, 'dead letter')} dropped.`);
      const not = dropped.find((one) => !one.dropped);
      if (not) throw missing(String(not.number));
    },
  );
}

async function openedAt(bus: string | undefined): Promise<DeadLetters> {
  if (bus === undefined || bus === '')
    throw new CliError('Say where the bus is: --bus nats://localhost:4222, or EVENT_BUS.', EXIT.badInput);
  try {
    return await openDeadLetters(bus);
  } catch (error) {
    const isUnread = error instanceof Error && error.cause === undefined;
    throw new CliError((error as Error).message, isUnread ? EXIT.badInput : EXIT.unreachable);
  }
}

const missing = (number: string) =>
  new CliError(`There is no dead letter ${number}. See them with weft dead-letters list.`, EXIT.badInput);

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new CliError(`"${text}" is no number of a dead letter.`, EXIT.badInput);
  return Number(text);
}

const wordsOf = ({ letter, message }: { readonly letter: NumberedLetter; readonly message: unknown }) =>
  [
    `${letter.subject} ${letter.id}, at position ${letter.position ?? 'unknown'} of ${letter.source}`,
    `Set aside by ${letter.consumer} at ${letter.at}, after ${counted(letter.tries, 'try', 'tries')}: ${letter.error}`,
    message === null ? 'The message is too large for the bus; a replay fetches it.' : JSON.stringify(message, null, 2),
  ].join('\n');
